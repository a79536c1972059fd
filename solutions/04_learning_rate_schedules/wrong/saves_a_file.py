"""Keeps the best model in a file that nobody asked for.

caught by: test_trains_on_what_it_is_given
message: `train` writes no file
message: best_model.keras
"""

import math

import keras


def make_step_decay(initial_lr, drop=0.5, epochs_drop=1):
    if initial_lr <= 0:
        raise ValueError("initial_lr must be positive")
    if not 0 < drop <= 1:
        raise ValueError("drop must be above 0 and at most 1")
    if epochs_drop < 1:
        raise ValueError("epochs_drop must be at least 1")

    def schedule(epoch, lr):
        return float(initial_lr * drop ** math.floor(epoch / epochs_drop))

    return schedule


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    if initial_lr <= 0:
        raise ValueError("initial_lr must be positive")
    if k < 0:
        raise ValueError("k must not be negative")
    if start_epoch < 0:
        raise ValueError("start_epoch must not be negative")

    def schedule(epoch, lr):
        if epoch < start_epoch:
            return float(initial_lr)
        return initial_lr * math.exp(-k * (epoch - start_epoch + 1))

    return schedule


def make_warmup(peak_lr, warmup_epochs):
    if peak_lr <= 0:
        raise ValueError("peak_lr must be positive")
    if warmup_epochs < 0:
        raise ValueError("warmup_epochs must not be negative")

    def schedule(epoch, lr):
        if epoch < warmup_epochs:
            return peak_lr * (epoch + 1) / warmup_epochs
        return float(peak_lr)

    return schedule


def build_model(input_shape=(150, 150, 3)):
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
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(2, activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train(model, train_ds, val_ds, schedule, epochs):
    scheduler = keras.callbacks.LearningRateScheduler(schedule, verbose=1)
    keep = keras.callbacks.ModelCheckpoint("best_model.keras", save_best_only=True)
    return model.fit(train_ds, validation_data=val_ds, epochs=epochs, callbacks=[scheduler, keep])
