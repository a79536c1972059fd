"""A callback of its own that asks for the accuracy without `val_`.

misconception: watches_another_number
caught by: test_reduces_while_the_plateau_lasts
message: every second epoch makes them smaller again
"""

import keras
import numpy as np


class SlowDown(keras.callbacks.Callback):
    def __init__(self, factor=0.3, patience=2, min_delta=0.001):
        super().__init__()
        self.factor = factor
        self.patience = patience
        self.min_delta = min_delta

    def on_train_begin(self, logs=None):
        self.best = float("-inf")
        self.bad_epochs = 0
        self.next_rate = None

    def on_epoch_begin(self, epoch, logs=None):
        if self.next_rate is not None:
            self.model.optimizer.learning_rate.assign(self.next_rate)
            self.next_rate = None

    def on_epoch_end(self, epoch, logs=None):
        rate = float(self.model.optimizer.learning_rate)
        logs["learning_rate"] = rate
        value = logs.get("accuracy")
        if value is None:
            return
        if value - self.best > self.min_delta:
            self.best = value
            self.bad_epochs = 0
            return
        self.bad_epochs += 1
        if self.bad_epochs == self.patience:
            self.bad_epochs = 0
            self.next_rate = rate * self.factor
            print(f"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {self.next_rate}.")


def build_model(input_shape, num_classes=4):
    inputs = keras.Input(input_shape)
    x = inputs
    for filters in (8, 16):
        x = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = keras.layers.AveragePooling2D(4)(x)
    x = keras.layers.Flatten()(x)
    outputs = keras.layers.Dense(num_classes, activation=keras.activations.softmax)(x)
    model = keras.Model(inputs, outputs)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.SGD(0.01, momentum=0.9), metrics=["accuracy"])
    return model


def make_callbacks(log_dir):
    return [SlowDown(), keras.callbacks.TensorBoard(log_dir, update_freq="batch")]


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    held_out = np.arange(len(x_train)) % 10 == 4
    return model.fit(
        x=x_train[~held_out],
        y=y_train[~held_out],
        validation_data=(x_train[held_out], y_train[held_out]),
        validation_batch_size=256,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=make_callbacks(log_dir),
    )


def reductions(history):
    rates = history.history.get("learning_rate", [])
    return [i + 1 for i in range(len(rates) - 1) if rates[i + 1] < rates[i]]
