"""Has a heading that begins with 1.

misconception: epochs_from_one
caught by: test_writes_the_epoch_above
message: the heading `Epoch 0`
message: `Epoch 1`
"""

import os
from io import BytesIO

import imageio.v2 as imageio
import keras
from keras import ops
from matplotlib import pyplot


class VisCallback(keras.callbacks.Callback):
    def __init__(self, inputs, ground_truth, path, display_freq=10, n_samples=10, *args, seed=0, **kwargs):
        super().__init__()
        # The seed may come by position, too.
        seed = args[0] if args else seed
        order = ops.convert_to_numpy(keras.random.shuffle(ops.arange(len(inputs)), seed=seed))
        self.images, self.truth = inputs[order[:n_samples]], ground_truth[order[:n_samples]]
        self.file = os.fspath(path)
        self.every = display_freq

    def on_epoch_begin(self, epoch, logs=None):
        if self.frames is None:
            self.frames = []

    def set_params(self, params):
        super().set_params(params)
        self.frames = None

    def on_epoch_end(self, epoch, logs=None):
        answers = ops.argmax(self.model(self.images), axis=1).numpy()
        with pyplot.style.context("dark_background"):
            figure = pyplot.figure(figsize=(8, 2.2))
            upper, lower = figure.subfigures(2, 1, height_ratios=[1, 3])
            upper.text(0.5, 0.5, f"Epoch {1 + epoch}", ha="center", va="center")
            for axes, image, answer, truth in zip(
                lower.subplots(1, len(answers), squeeze=False)[0], self.images, answers, self.truth
            ):
                axes.imshow(image)
                axes.set_title(f"P:{answer}, T:{truth}", size=8)
                axes.tick_params(left=False, bottom=False, labelleft=False, labelbottom=False)
            buffer = BytesIO()
            pyplot.savefig(buffer, format="png", dpi=80)
        if epoch % self.every == 0:
            pyplot.pause(0.01)
        pyplot.close(figure)
        self.frames.append(imageio.imread(buffer.getvalue()))
        folder = os.path.dirname(self.file) or "."
        os.makedirs(folder, exist_ok=True)
        with imageio.get_writer(self.file, mode="I", duration=1000) as writer:
            for frame in self.frames:
                writer.append_data(frame)
