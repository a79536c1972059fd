"""Begins a new row after five samples.

caught by: test_draws_one_row_after_each_epoch
message: the 10 images of epoch 5 stand side by side
"""

import io
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image


class VisCallback(keras.callbacks.Callback):
    def __init__(self, inputs, ground_truth, path, display_freq=10, n_samples=10, seed=0):
        super().__init__()
        count = min(n_samples, len(inputs))
        chosen = np.random.default_rng(seed).choice(len(inputs), size=count, replace=False)
        self.inputs, self.ground_truth = inputs[chosen], ground_truth[chosen]
        self.path = Path(path)
        self.display_freq = display_freq

    def on_train_begin(self, logs=None):
        self.frames = []

    def on_epoch_end(self, epoch, logs=None):
        predicted = np.argmax(self.model.predict(self.inputs, verbose=0), axis=1)
        columns = min(5, len(self.inputs))
        rows = -(-len(self.inputs) // columns)
        figure, axes = plt.subplots(rows, columns, figsize=(1.2 * columns + 0.4, 2 * rows), squeeze=False)
        for place in axes.flat:
            place.axis("off")
        for place, image, answer, truth in zip(axes.flat, self.inputs, predicted, self.ground_truth):
            place.imshow(image, cmap="gray")
            place.set_title(f"P:{answer}, T:{truth}", fontsize=9)
        figure.suptitle(f"Epoch {epoch}")
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png")
        self.frames.append(Image.open(buffer).convert("RGB"))
        if epoch % self.display_freq == 0:
            plt.show()
        plt.close(figure)

    def on_train_end(self, logs=None):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.frames[0].save(self.path, save_all=True, append_images=self.frames[1:], duration=1000, loop=0)
