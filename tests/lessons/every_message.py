"""Prints every message of Keras that the recorded outputs contain, from trainings as short as possible."""

from __future__ import annotations

import os

import keras
import numpy as np
from keras import callbacks
from PIL import Image

INPUTS = np.zeros((4, 1))
LABELS = np.array([0, 0, 1, 1])


def train(watchers: list[callbacks.Callback], rate: float, epochs: int, validation: np.ndarray) -> None:
    """Train a model to answer 0, and validate it against the labels ``validation``."""
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(2, activation="softmax")])
    model.compile(keras.optimizers.SGD(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    zeros = np.zeros_like(LABELS)
    model.fit(INPUTS, zeros, validation_data=(INPUTS, validation), epochs=epochs, callbacks=watchers, verbose=2)


def main() -> None:
    """Let each callback say all that it has to say."""
    best = callbacks.ModelCheckpoint("best.keras", save_best_only=True, verbose=1)
    train([best], 0.1, 2, np.zeros_like(LABELS))  # better every time
    stop = callbacks.EarlyStopping(patience=2, restore_best_weights=True, verbose=1)
    slower = callbacks.ReduceLROnPlateau(patience=1, verbose=1)
    again = callbacks.ModelCheckpoint("best.keras", save_best_only=True, verbose=1)
    train([again, slower, stop], 0.1, 5, np.ones_like(LABELS))  # worse every time
    every = callbacks.ModelCheckpoint("{epoch}.keras", verbose=1)
    train([every, callbacks.LearningRateScheduler(lambda epoch: 0.1, verbose=1)], 0.1, 2, LABELS)
    for name in "ab":
        os.makedirs(f"folder/{name}")
        for number in range(2):
            Image.new("L", (4, 4)).save(f"folder/{name}/{number}.png")
    keras.utils.image_dataset_from_directory("folder", validation_split=0.5, subset="both", seed=1)


if __name__ == "__main__":
    main()
