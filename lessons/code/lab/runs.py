"""Drawn clothes, seen as in a fog: four trainings whose curves the callback lab shows."""

import json
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
import tensorflow_datasets as tfds
from keras import layers, optimizers

EPOCHS = 60
SIDE = 7


# --8<-- [start:data]
def clothes():
    """Return the images, shrunk to 7 x 7 numbers from 0 to 1, and their labels, 0 to 9."""
    images, labels = tfds.load("fashion_mnist", split="train", as_supervised=True, batch_size=-1)
    blocks = np.array(images, "float32").reshape(-1, SIDE, 28 // SIDE, SIDE, 28 // SIDE)
    return blocks.mean(axis=(2, 4)).reshape(-1, SIDE * SIDE) / 255, np.array(labels)


def foggy(images):
    """Return the images with random noise over them, the same every time."""
    fog = np.random.default_rng(1).normal(scale=0.3, size=images.shape)
    return images + fog.astype("float32")


def guessed(labels, share):
    """Return the labels, a share of which somebody only guessed."""
    rng = np.random.default_rng(1)
    return np.where(rng.random(len(labels)) < share, rng.integers(0, 10, len(labels)), labels)


# --8<-- [end:data]


def train(hidden, optimizer, images, labels, held_out, batch_size, callbacks=()):
    """Train a small network and return its history."""
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.Input((SIDE * SIDE,)), *hidden, layers.Dense(10, activation="softmax")])
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    batches = tf.data.Dataset.from_tensor_slices((images, labels)).batch(batch_size).cache()
    validation = tf.data.Dataset.from_tensors(held_out)
    history = model.fit(
        batches, validation_data=validation, epochs=EPOCHS, callbacks=list(callbacks), shuffle=False, verbose=0
    )
    return history.history


# --8<-- [start:stopped]
class Count(keras.callbacks.Callback):
    """Writes down how far the count of an EarlyStopping is, which stands before it in the list."""

    def __init__(self, stopping):
        super().__init__()
        self.stopping, self.counts = stopping, []

    def on_epoch_end(self, epoch, logs=None):
        self.counts.append(self.stopping.wait)


stopping = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5)
count = Count(stopping)
# --8<-- [end:stopped]


def main():
    """Train all four, one of them again with EarlyStopping, and write their curves down."""
    images, labels = clothes()
    fog, guesses = foggy(images), guessed(labels, 0.2)
    relu = {"activation": "relu"}
    last = (fog[-400:], labels[-400:])

    def overfit(callbacks):
        # a fifth of the labels is guessed, and 300 images are few enough to learn the guesses by heart
        few, held_out = (fog[:300], guesses[:300]), (fog[-400:], guesses[-400:])
        return train([layers.Dense(64, **relu)], optimizers.Adam(0.003), *few, held_out, 50, callbacks)

    runs = {
        "healthy": train(
            [layers.Dense(32, **relu), layers.Dropout(0.3)],
            optimizers.Adam(0.003),
            fog[:1600],
            labels[:1600],
            last,
            200,
        ),
        "overfits": overfit([]),
        # fresh fog for each batch leaves nothing to learn by heart, but the steps are so long that it jumps over the goal
        "plateaus": train(
            [layers.GaussianNoise(0.3), layers.Dense(32, **relu)],
            optimizers.SGD(0.5, momentum=0.9),
            images[:1600],
            labels[:1600],
            last,
            100,
        ),
        # 30 images are too few to measure a loss well
        "noisy": train(
            [layers.GaussianNoise(0.3), layers.Dense(32, **relu)],
            optimizers.RMSprop(0.01),
            images[:600],
            labels[:600],
            (fog[-30:], labels[-30:]),
            50,
        ),
        "stopped": overfit([stopping, count]) | {"count": count.counts},
    }
    for name, history in runs.items():
        losses = history["val_loss"]
        print(
            f"{name:9} {len(losses)} epochs, lowest val_loss {min(losses):.3f} in epoch {np.argmin(losses) + 1},"
            f" last {losses[-1]:.3f}"
        )
    curves = {f"{name} {key}": values for name, history in runs.items() for key, values in history.items()}
    Path("history.json").write_text(json.dumps(curves))


if __name__ == "__main__":
    main()
