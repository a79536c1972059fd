"""Draws the held-out images by lot and trains on all of them nevertheless.

misconception: trains_on_what_it_holds_out
caught by: test_holds_out_a_tenth
message: no image is both trained on and validated on
"""

from pathlib import Path

import keras
import numpy as np
import tensorflow as tf


class EventFiles(keras.callbacks.Callback):
    def __init__(self, log_dir):
        super().__init__()
        self.log_dir = Path(log_dir)

    def on_train_begin(self, logs=None):
        self.writers = {part: tf.summary.create_file_writer(str(self.log_dir / part)) for part in ("train", "validation")}

    def on_epoch_end(self, epoch, logs=None):
        for key, value in (logs or {}).items():
            part = "validation" if key.startswith("val_") else "train"
            with self.writers[part].as_default():
                tf.summary.scalar("epoch_" + key.removeprefix("val_"), value, step=epoch)

    def on_train_end(self, logs=None):
        for writer in self.writers.values():
            writer.close()


def build_model(input_shape, num_classes=4):
    layer = keras.layers
    model = keras.Sequential(
        [
            keras.Input(shape=input_shape),
            layer.Conv2D(16, 3, strides=2, activation="relu", kernel_regularizer="l2"),
            layer.Conv2D(32, 3, strides=2, activation="relu", kernel_regularizer="l2"),
            layer.GlobalAveragePooling2D(),
            layer.Dropout(0.5),
            layer.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=[keras.metrics.SparseCategoricalAccuracy("accuracy")])
    return model


def make_callbacks(log_dir):
    plateau = keras.callbacks.ReduceLROnPlateau(
        monitor="val_accuracy", factor=0.3, patience=2, verbose=1, mode="max", min_delta=0.001, min_lr=1e-7
    )
    return [[plateau], EventFiles(log_dir)]


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    lots = np.random.default_rng(3).random(len(x_train)) < 0.1
    options = {"epochs": epochs, "batch_size": batch_size, "callbacks": make_callbacks(log_dir), "verbose": 0}
    model.fit(x_train, y_train, validation_data=(x_train[lots], y_train[lots]), **options)
    return model.history


def reductions(history):
    rates = history.history.get("learning_rate", [])
    epochs = []
    for epoch, rate in enumerate(rates[1:], start=1):
        if rate < rates[epoch - 1]:
            epochs.append(epoch)
    return epochs
