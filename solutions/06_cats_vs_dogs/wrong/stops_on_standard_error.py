"""Announces the stop on standard error, where other programs look for faults.

misconception: does_not_say_what_it_does
caught by: test_announces_what_happens
message: early stopping`
"""

import sys
from pathlib import Path

import keras
import tensorflow as tf
import tensorflow_datasets as tfds


def load_data(image_size=(64, 64), batch_size=32):
    """Return the datasets (train_ds, val_ds) with batches of (images from 0 to 1, labels)."""
    def prepare(image, label):
        return tf.image.resize(image, image_size) / 255.0, label

    train_ds, val_ds = tfds.load("cats_vs_dogs", split=["train[:80%]", "train[80%:]"], as_supervised=True)
    train_ds = train_ds.map(prepare).shuffle(1000).batch(batch_size).prefetch(tf.data.AUTOTUNE)
    val_ds = val_ds.map(prepare).batch(batch_size).prefetch(tf.data.AUTOTUNE)
    return train_ds, val_ds


def build_model(input_shape=(64, 64, 3)):
    """Return a compiled CNN for two classes."""
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy", metrics=["accuracy"])
    return model


class Stop(keras.callbacks.EarlyStopping):
    def on_train_end(self, logs=None):
        if self.stopped_epoch > 0:
            print(f"Epoch {self.stopped_epoch + 1}: early stopping", file=sys.stderr)


def make_callbacks(directory):
    """Return callbacks that keep the best model in `directory`, slow down on a plateau and stop."""
    return [
        keras.callbacks.ModelCheckpoint(
            Path(directory) / "best_cat_dog_model.keras", monitor="val_accuracy", save_best_only=True, verbose=1
        ),
        Stop(monitor="val_loss", patience=5),
        keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=3, verbose=1),
    ]


def train(model, train_ds, val_ds, directory, epochs=50):
    """Train once with validation and the callbacks, and return the History."""
    return model.fit(train_ds, validation_data=val_ds, epochs=epochs, callbacks=make_callbacks(directory))


def analyze(history):
    """Return how many epochs ran, which was the best (from 1), and whether the learning rate was ever lowered."""
    losses = history.history["val_loss"]
    # Without a callback that sets the rate, Keras records none.
    rates = history.history.get("learning_rate", [])
    return {
        "epochs_run": len(losses),
        "best_epoch": losses.index(min(losses)) + 1,
        "lr_reduced": any(later < earlier for earlier, later in zip(rates, rates[1:])),
    }
