"""Takes and skips in a dataset that is shuffled anew in each pass.

misconception: shuffled_before_the_split
caught by: test_splits_80_to_20
message: no image both trains and validates
"""

from pathlib import Path

import keras
import tensorflow as tf
import tensorflow_datasets as tfds


def load_data(image_size=(64, 64), batch_size=32):
    whole = tfds.load("cats_vs_dogs", split="train").shuffle(1000)
    border = int(len(whole) * 0.8)

    def unpack(example):
        image = tf.image.convert_image_dtype(example["image"], tf.float32)
        image = tf.image.resize(image, image_size, method="area")
        return tf.clip_by_value(image, 0, 1), tf.cast(example["label"], tf.float32)

    train_ds = whole.take(border).map(unpack).batch(batch_size)
    val_ds = whole.skip(border).map(unpack).batch(batch_size)
    return train_ds, val_ds


def build_model(input_shape=(64, 64, 3)):
    features = keras.Sequential(
        [
            keras.layers.Conv2D(12, 5, activation="relu"),
            keras.layers.MaxPool2D(3),
            keras.layers.SeparableConv2D(24, 3, activation="relu"),
            keras.layers.MaxPool2D(2),
        ]
    )
    model = keras.Sequential(
        [keras.Input(input_shape), features, keras.layers.Flatten(), keras.layers.Dense(1)]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(1e-2, momentum=0.9),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=[keras.metrics.BinaryAccuracy(name="accuracy", threshold=0.0)],
    )
    return model


class KeepBest(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path = Path(path)

    def on_train_begin(self, logs=None):
        self.best = None
        self.path.parent.mkdir(parents=True, exist_ok=True)

    def on_epoch_end(self, epoch, logs=None):
        now = logs["val_accuracy"]
        if self.best is None or now > self.best:
            print(f"\nEpoch {epoch + 1}: val_accuracy improved from {self.best} to {now:.5f}, saving model to {self.path}")
            self.model.save(self.path)
            self.best = now


class Patient(keras.callbacks.Callback):
    """Stops after 5 epochs without progress and divides the rate by 3 after every 3."""

    def on_train_begin(self, logs=None):
        self.best, self.since, self.stopped = float("inf"), 0, None

    def on_epoch_end(self, epoch, logs=None):
        logs["learning_rate"] = float(self.model.optimizer.learning_rate)
        if logs["val_loss"] < self.best:
            self.best, self.since = logs["val_loss"], 0
            return
        self.since += 1
        if self.since == 3:
            rate = logs["learning_rate"] / 3
            self.model.optimizer.learning_rate = rate
            print(f"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {rate}.")
        if self.since == 5:
            self.model.stop_training = True
            self.stopped = epoch + 1

    def on_train_end(self, logs=None):
        if self.stopped:
            print(f"Epoch {self.stopped}: early stopping")


def make_callbacks(directory):
    return [KeepBest(f"{directory}/best_cat_dog_model.keras"), Patient()]


def train(model, train_ds, val_ds, directory, epochs=50):
    history = model.fit(train_ds, validation_data=val_ds, epochs=epochs, callbacks=make_callbacks(directory), verbose=0)
    return history


def analyze(history):
    best, where, lowered, before = float("inf"), 0, False, None
    values = history.history
    rates = values.get("learning_rate") or [None] * len(values["val_loss"])
    for number, (loss, rate) in enumerate(zip(values["val_loss"], rates), start=1):
        if loss < best:
            best, where = loss, number
        if before is not None and rate < before:
            lowered = True
        before = rate
    return dict(epochs_run=number, best_epoch=where, lr_reduced=lowered)
