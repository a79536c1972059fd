"""Partial functions for schedules, the functional interface, SGD with momentum, and other callbacks beside the one that counts."""

import functools
import math

import keras
from keras import layers


def _require(**rules):
    for name, (value, fine) in rules.items():
        if not fine:
            raise ValueError(f"{name}={value!r} makes no sense here")


def _stepwise(epoch, lr=None, *, start, drop, every):
    return float(start) * math.pow(drop, epoch // every)


def _exponential(epoch, lr=None, *, start, k, first):
    return start * math.exp(-k * max(0, epoch - first + 1)) * 1.0


def _climbing(epoch, lr=None, *, peak, length):
    return float(peak * min(1.0, (epoch + 1) / length)) if length else float(peak)


def make_step_decay(initial_lr, drop=0.5, epochs_drop=1):
    _require(
        initial_lr=(initial_lr, initial_lr > 0), drop=(drop, 0 < drop <= 1), epochs_drop=(epochs_drop, epochs_drop >= 1)
    )
    return functools.partial(_stepwise, start=initial_lr, drop=drop, every=epochs_drop)


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    _require(initial_lr=(initial_lr, initial_lr > 0), k=(k, k >= 0), start_epoch=(start_epoch, start_epoch >= 0))
    return functools.partial(_exponential, start=initial_lr, k=k, first=start_epoch)


def make_warmup(peak_lr, warmup_epochs):
    _require(peak_lr=(peak_lr, peak_lr > 0), warmup_epochs=(warmup_epochs, warmup_epochs >= 0))
    return functools.partial(_climbing, peak=peak_lr, length=warmup_epochs)


def build_model(input_shape=(150, 150, 3)):
    inputs = features = keras.Input(shape=input_shape, name="image")
    for filters in (16, 32, 64):
        features = layers.Conv2D(filters, (3, 3), activation="relu", kernel_initializer="he_normal")(features)
        features = layers.MaxPool2D((2, 2))(features)
    hidden = layers.Dense(units=256)(layers.Flatten()(features))
    outputs = layers.Activation("softmax")(layers.Dense(2)(layers.ReLU()(hidden)))
    model = keras.Model(inputs, outputs, name="horses_or_humans")
    model.compile(
        keras.optimizers.SGD(0.005, momentum=0.9, nesterov=True),
        keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy("accuracy")],
    )
    return model


def train(model, train_ds, val_ds, schedule, epochs):
    others = (keras.callbacks.TerminateOnNaN(), keras.callbacks.LambdaCallback(on_train_end=lambda logs: print("done")))
    scheduler = keras.callbacks.LearningRateScheduler(schedule, verbose=1)
    return model.fit(train_ds, epochs=epochs, verbose=2, callbacks=(*others, scheduler), validation_data=val_ds)
