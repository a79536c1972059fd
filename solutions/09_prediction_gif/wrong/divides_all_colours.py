"""Divides every colour by 255, those from 0 to 1 as well, which are black then.

caught by: test_draws_every_kind_of_image
message: in their colours
"""

import io
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

SHAPES = ["bar across", "bar upright", "slope", "frame"]


def draw_row(images, titles, heading):
    """Return a figure with one row of images, a title above each of them, and a heading above all."""
    figure, axes = plt.subplots(1, len(images), figsize=(1.3 * len(images) + 0.4, 2), squeeze=False)
    for place, image, title in zip(axes[0], images, titles):
        place.imshow(image / 255 if image.ndim == 3 and image.shape[2] == 3 else image, cmap="gray")
        place.set_title(title, fontsize=9)
        place.axis("off")
    figure.suptitle(heading)
    figure.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=0.72)
    return figure


def picture_of(figure):
    """Return what a figure looks like as an image of Pillow."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return Image.open(buffer).convert("RGB")


class VisCallback(keras.callbacks.Callback):
    """Draws the predictions for a few samples after each epoch, and writes an animation when training ends."""

    def __init__(self, inputs, ground_truth, path, display_freq=10, n_samples=10, seed=0):
        #         own that starts from `seed`.
        super().__init__()
        count = min(n_samples, len(inputs))
        chosen = np.random.default_rng(seed).choice(len(inputs), size=count, replace=False)
        self.inputs, self.ground_truth = inputs[chosen], ground_truth[chosen]
        self.path, self.display_freq = Path(path), display_freq
        self.frames = []

    def on_train_begin(self, logs=None):
        self.frames = []

    def on_epoch_end(self, epoch, logs=None):
        predicted = np.argmax(self.model.predict(self.inputs, verbose=0), axis=1)
        titles = [f"P:{answer}, T:{truth}" for answer, truth in zip(predicted, self.ground_truth)]
        figure = draw_row(self.inputs, titles, f"Epoch {epoch}")
        self.frames.append(picture_of(figure))
        if epoch % self.display_freq == 0:
            plt.show()
        plt.close(figure)

    def on_train_end(self, logs=None):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.frames[0].save(self.path, save_all=True, append_images=self.frames[1:], duration=1000, loop=0)


def make_shapes(count, seed=1):
    """Return `count` drawn images (count, 12, 12) with noise, numbers from 0 to 1, and their labels (count,)."""
    generator = np.random.default_rng(seed)
    labels = np.arange(count) % len(SHAPES)
    images = generator.random((count, 12, 12), "float32") * 0.6
    for image, label in zip(images, labels):
        top, left = generator.integers(1, 6, size=2)
        step = np.arange(6)
        if label == 0:
            image[top, left : left + 6] = 1
        elif label == 1:
            image[top : top + 6, left] = 1
        elif label == 2:
            image[top + step, left + step] = 1
        else:
            image[top, left : left + 6] = image[top + 5, left : left + 6] = 1
            image[top : top + 6, left] = image[top : top + 6, left + 5] = 1
    return images, labels
