"""Counts the epochs of decay from 0, so the first of them changes nothing.

misconception: decay_starts_late
caught by: test_exponential_decay
message: epoch 10:
message: the first below `initial_lr`
"""

import functools

import keras
import numpy as np


def _require(valid, text):
    if not valid:
        raise ValueError(text)


def _steps(initial_lr, drop, epochs_drop, epoch, lr):
    return float(initial_lr * np.power(float(drop), np.floor(epoch / epochs_drop)))


def _exponential(initial_lr, k, start_epoch, epoch, lr):
    return float(np.where(epoch < start_epoch, initial_lr, initial_lr * np.exp(-k * (epoch - start_epoch))))


def _climb(peak_lr, warmup_epochs, epoch, lr):
    return float(np.interp(epoch + 1, [0, max(warmup_epochs, 1)], [0.0 if warmup_epochs else peak_lr, peak_lr]))


def make_step_decay(initial_lr, drop=0.5, epochs_drop=1):
    _require(initial_lr > 0, "initial_lr <= 0")
    _require(0 < drop <= 1, "drop outside (0, 1]")
    _require(epochs_drop >= 1, "epochs_drop < 1")
    return functools.partial(_steps, initial_lr, drop, epochs_drop)


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    _require(initial_lr > 0, "initial_lr <= 0")
    _require(k >= 0, "k < 0")
    _require(start_epoch >= 0, "start_epoch < 0")
    return functools.partial(_exponential, initial_lr, k, start_epoch)


def make_warmup(peak_lr, warmup_epochs):
    _require(peak_lr > 0, "peak_lr <= 0")
    _require(warmup_epochs >= 0, "warmup_epochs < 0")
    return functools.partial(_climb, peak_lr, warmup_epochs)


def build_model(input_shape=(150, 150, 3)):
    model = keras.models.Sequential()
    model.add(keras.layers.InputLayer(shape=input_shape))
    for filters in [16, 32, 64]:
        model.add(keras.layers.Conv2D(filters, kernel_size=3, padding="same"))
        model.add(keras.layers.MaxPool2D(pool_size=2))
        model.add(keras.layers.ReLU())
    model.add(keras.layers.Reshape((-1,)))
    model.add(keras.layers.Dense(256))
    model.add(keras.layers.Dense(2))
    model.add(keras.layers.Softmax())
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model


def train(model, train_ds, val_ds, schedule, epochs):
    optimizer = model.optimizer

    def begin(epoch, logs):
        rate = schedule(epoch, float(optimizer.learning_rate.numpy()))
        optimizer.learning_rate = rate
        print("Epoch {}: LearningRateScheduler setting learning rate to {:.6f}".format(epoch + 1, rate))

    def end(epoch, logs):
        logs["learning_rate"] = optimizer.learning_rate.numpy().item()

    return model.fit(
        train_ds,
        validation_data=val_ds,
        epochs=epochs,
        callbacks=(keras.callbacks.LambdaCallback(on_epoch_begin=begin, on_epoch_end=end),),
    )
