"""Exercise 09: a callback that draws what the model predicts after each epoch, and makes an animation of it.

Grade this file with `pytest exercises/09_prediction_gif` or `grader check 09`. See what it does with

    python exercises/09_prediction_gif/exercise.py

which trains a small model on drawn shapes for some seconds and writes the animation to `prediction.gif`.
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
        place.imshow(image, cmap="gray")
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
        # TODO 1: call the constructor of the base class and remember what the other methods need.
        # TODO 2: choose the samples: `n_samples` different ones, or all where there are fewer, with a generator of your
        #         own that starts from `seed`.
        raise NotImplementedError("VisCallback.__init__ is not written yet")

    def on_train_begin(self, logs=None):
        # TODO 3: begin a new animation: this object may have been used for another training before.
        raise NotImplementedError("VisCallback.on_train_begin is not written yet")

    def on_epoch_end(self, epoch, logs=None):
        # TODO 4: let the model predict the samples, without a progress bar; the largest number of a row is its answer.
        # TODO 5: draw them: titles such as "P:3, T:7", the heading "Epoch 0".
        # TODO 6: keep the picture. Show the figure in every epoch that is a multiple of `display_freq`. Then close it.
        raise NotImplementedError("VisCallback.on_epoch_end is not written yet")

    def on_train_end(self, logs=None):
        # TODO 7: make the folder of `path`, and write the pictures there as an animated GIF, one second each.
        raise NotImplementedError("VisCallback.on_train_end is not written yet")


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


if __name__ == "__main__":
    x, y = make_shapes(800)
    model = keras.Sequential(
        [
            keras.Input((12, 12, 1)),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(len(SHAPES), activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    watch = VisCallback(x[600:, :, :, None], y[600:], "prediction.gif", display_freq=5, n_samples=8)
    model.fit(x[:600, :, :, None], y[:600], epochs=12, callbacks=[watch], verbose=2)
    print("The classes are", ", ".join(f"{number}: {name}" for number, name in enumerate(SHAPES)))
