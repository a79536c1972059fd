"""Exercise 06: a full set of callbacks that saves, slows down and stops by itself.

Grade this file with `pytest exercises/06_cats_vs_dogs` or `grader check 06`. Train for real with

    python exercises/06_cats_vs_dogs/exercise.py

It trains on the dataset that TFDS finds in `TFDS_DATA_DIR` (see `grader data status`), or downloads it (787 MB).
"""

from pathlib import Path

import keras
import tensorflow as tf
import tensorflow_datasets as tfds


def load_data(image_size=(64, 64), batch_size=32):
    """Return the datasets (train_ds, val_ds) with batches of (images from 0 to 1, labels)."""
    # TODO 1: load the first 80 % and the last 20 % of `train`, which is the only split of cats_vs_dogs.
    # TODO 2: bring every image to `image_size` and scale it from 0..255 to 0..1.
    # TODO 3: batch both parts; shuffle the training images, and only those, anew in every epoch.
    raise NotImplementedError("load_data is not written yet")


def build_model(input_shape=(64, 64, 3)):
    """Return a compiled CNN for two classes."""
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            # TODO 4: add at least one more Conv2D and MaxPooling2D, and a Dense head for two classes.
        ]
    )
    # TODO 5: compile the model with a loss that fits your head and the labels 0 and 1, and a metric named `accuracy`.
    raise NotImplementedError("build_model is not written yet")


def make_callbacks(directory):
    """Return callbacks that keep the best model in `directory`, slow down on a plateau and stop."""
    # TODO 6: save the best model, by `val_accuracy`, as best_cat_dog_model.keras in `directory`.
    # TODO 7: stop after 5 epochs in a row without a better `val_loss`.
    # TODO 8: halve the learning rate (or more) after 3 epochs in a row without a better `val_loss`.
    # All three say what they do; without being asked to, they stay silent.
    raise NotImplementedError("make_callbacks is not written yet")


def train(model, train_ds, val_ds, directory, epochs=50):
    """Train once with validation and the callbacks, and return the History."""
    # TODO 9: call `fit` and return what it returns.
    raise NotImplementedError("train is not written yet")


def analyze(history):
    """Return how many epochs ran, which was the best (from 1), and whether the learning rate was ever lowered."""
    # TODO 10: everything is in the lists of the dictionary `history.history`, one value an epoch.
    raise NotImplementedError("analyze is not written yet")


if __name__ == "__main__":
    cats_and_dogs = load_data()
    trained = train(build_model(), *cats_and_dogs, "runs/cats_vs_dogs")
    print(analyze(trained))
