"""A callback of its own that sets the rate without a word.

misconception: settings_not_announced
caught by: test_announces_each_setting
message: `Epoch 1: LearningRateScheduler setting learning rate to
message: no such line
"""

from math import exp

import keras
from keras import layers


def positive(name, value):
    if not value > 0:
        raise ValueError(f"`{name}` has to be positive (got {value!r}).")


def make_step_decay(initial_lr, drop=0.5, epochs_drop=1):
    positive("initial_lr", initial_lr)
    positive("drop", drop)
    if drop > 1:
        raise ValueError("`drop` can be 1 at most.")
    if epochs_drop < 1:
        raise ValueError("`epochs_drop` is a number of epochs: 1 or more.")
    return lambda epoch, lr: initial_lr * float(drop) ** (epoch // epochs_drop)


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    positive("initial_lr", initial_lr)
    for name, value in {"k": k, "start_epoch": start_epoch}.items():
        if value < 0:
            raise ValueError(f"`{name}` cannot be negative.")

    def schedule(epoch, _):
        epochs_of_decay = max(0, epoch - start_epoch + 1)
        return initial_lr * exp(-k * epochs_of_decay)

    return schedule


def make_warmup(peak_lr, warmup_epochs):
    positive("peak_lr", peak_lr)
    if warmup_epochs < 0:
        raise ValueError("`warmup_epochs` cannot be negative.")

    def schedule(epoch, lr=None):
        share = min(1.0, (epoch + 1) / warmup_epochs) if warmup_epochs else 1.0
        return peak_lr * share

    return schedule


class FollowSchedule(keras.callbacks.Callback):
    def __init__(self, schedule):
        super().__init__()
        self.schedule = schedule

    def on_epoch_begin(self, epoch, logs=None):
        rate = self.schedule(epoch, float(self.model.optimizer.learning_rate))
        self.model.optimizer.learning_rate.assign(rate)

    def on_epoch_end(self, epoch, logs=None):
        logs["learning_rate"] = float(self.model.optimizer.learning_rate)


def build_model(input_shape=(150, 150, 3)):
    inputs = keras.Input(shape=input_shape)
    x = inputs
    for filters in (16, 32, 64):
        x = layers.Conv2D(filters, (3, 3), activation="relu")(x)
        x = layers.MaxPooling2D((2, 2))(x)
    x = layers.Flatten()(x)
    x = layers.Dense(256, activation="relu")(x)
    outputs = layers.Dense(2, activation="softmax")(x)
    model = keras.Model(inputs, outputs)
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train(model, train_ds, val_ds, schedule, epochs):
    return model.fit(
        train_ds, epochs=epochs, verbose=0, callbacks=FollowSchedule(schedule), validation_data=val_ds
    )
