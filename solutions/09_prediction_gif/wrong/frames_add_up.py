"""Has no hook for the beginning of a training.

misconception: old_frames_stay
caught by: test_starts_anew
message: 1 frame after a second training
"""

import io
import os

import keras
import numpy as np
from matplotlib.pyplot import close, show, subplots
from PIL import Image


def draw(images, said, truth, epoch):
    fig, axes = subplots(1, len(images), figsize=(9, 2), dpi=120, squeeze=False)
    for ax, image, p, t in zip(axes.flat, images, said, truth):
        ax.matshow(image, cmap="binary")
        ax.axis("off")
        ax.set_title("P:" + str(p) + ", T:" + str(t), fontsize=7, loc="left")
    fig.text(0.5, 0.02, "Epoch {}".format(epoch), ha="center")
    return fig


class VisCallback(keras.callbacks.LambdaCallback):
    def __init__(self, inputs, ground_truth, path, display_freq=10, n_samples=10, seed=0):
        order = np.arange(len(inputs))
        np.random.default_rng(seed).shuffle(order)
        order = order[:n_samples]
        images, truth, frames = inputs[order], ground_truth[order], []

        def keep(epoch, logs):
            said = self.model.predict(images, batch_size=32, verbose=False).argmax(1)
            fig = draw(images, said, truth, epoch)
            with io.BytesIO() as buffer:
                fig.savefig(buffer, format="jpg")
                frame = Image.open(buffer)
                frame = frame.resize((frame.width // 2, frame.height // 2))
            frames.append(frame.convert("P", palette=Image.Palette.ADAPTIVE, colors=32))
            if epoch % display_freq == 0:
                show()
            close(fig)

        def write(logs):
            folder = os.path.split(path)[0]
            if folder:
                os.makedirs(folder, exist_ok=True)
            first, *others = frames
            first.save(str(path), format="GIF", save_all=True, append_images=others, duration=1000)

        super().__init__(on_epoch_end=keep, on_train_end=write)
