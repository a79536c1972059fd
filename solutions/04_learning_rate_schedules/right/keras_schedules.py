"""Lets the schedules of Keras compute, makes floats of what they return, and adds layers and callbacks of its own."""

import math

import keras
from keras.optimizers import schedules


def _refuse(name, value, reason):
    raise ValueError(f"{name}={value}: {reason}")


def make_step_decay(initial_lr, drop=0.5, epochs_drop=1):
    if initial_lr <= 0:
        _refuse("initial_lr", initial_lr, "not positive")
    if drop <= 0 or drop > 1:
        _refuse("drop", drop, "not in (0, 1]")
    if epochs_drop < 1:
        _refuse("epochs_drop", epochs_drop, "below 1")
    decay = schedules.ExponentialDecay(float(initial_lr), epochs_drop, drop, staircase=True)
    return lambda epoch, lr: float(decay(epoch))


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    if initial_lr <= 0:
        _refuse("initial_lr", initial_lr, "not positive")
    if k < 0:
        _refuse("k", k, "negative")
    if start_epoch < 0:
        _refuse("start_epoch", start_epoch, "negative")
    decay = schedules.ExponentialDecay(float(initial_lr), 1, math.exp(-k))

    def schedule(epoch, lr):
        return float(decay(max(0, epoch - start_epoch + 1)))

    return schedule


def make_warmup(peak_lr, warmup_epochs):
    if peak_lr <= 0:
        _refuse("peak_lr", peak_lr, "not positive")
    if warmup_epochs < 0:
        _refuse("warmup_epochs", warmup_epochs, "negative")
    climb = schedules.PolynomialDecay(0.0, max(warmup_epochs, 1), float(peak_lr))

    def schedule(epoch, lr):
        return float(climb(epoch + 1)) if warmup_epochs else float(peak_lr)

    return schedule


def build_model(input_shape=(150, 150, 3)):
    layers = [keras.Input(input_shape), keras.layers.RandomFlip("horizontal"), keras.layers.Rescaling(1.0)]
    for filters in (16, 32, 64):
        layers += [
            keras.layers.Conv2D(filters, 3, use_bias=False),
            keras.layers.BatchNormalization(),
            keras.layers.Activation("relu"),
            keras.layers.MaxPooling2D(3, strides=2, padding="same"),
            keras.layers.SpatialDropout2D(0.1),
        ]
    layers += [keras.layers.Flatten(), keras.layers.Dropout(0.2), keras.layers.Dense(256, activation="relu")]
    model = keras.Sequential([*layers, keras.layers.Dropout(0.2), keras.layers.Dense(2, activation="softmax")])
    model.compile(
        optimizer=keras.optimizers.SGD(),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(1, name="top_1")],
    )
    return model


def train(model, train_ds, val_ds, schedule, epochs):
    chosen = [keras.callbacks.TerminateOnNaN(), keras.callbacks.LearningRateScheduler(schedule, verbose=True)]
    callbacks = keras.callbacks.CallbackList(chosen, add_history=True, model=model, epochs=epochs)
    return model.fit(train_ds, validation_data=val_ds, epochs=epochs, callbacks=callbacks, shuffle=False)
