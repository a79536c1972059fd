"""Writes the model as a subclass, pools with a function, and derives its callback from LearningRateScheduler."""

import math

import keras
from keras import ops
from keras.callbacks import LearningRateScheduler


class HorseOrHuman(keras.Model):
    def __init__(self):
        super().__init__()
        self.head = keras.layers.Dense(2)
        self.hidden = keras.layers.Dense(256, activation="relu")
        self.convolutions = [keras.layers.Conv2D(filters, 3, activation="relu") for filters in (16, 32, 64)]

    def call(self, images):
        x = images
        for convolution in self.convolutions:
            x = ops.max_pool(convolution(x), pool_size=2)
        x = ops.reshape(x, (-1, math.prod(x.shape[1:])))
        return ops.softmax(self.head(self.hidden(x)))


class Plan(LearningRateScheduler):
    def __init__(self, schedule):
        super().__init__(schedule, verbose=1)


def check(**rules):
    for name, valid in rules.items():
        if not valid:
            raise ValueError(f"{name} is out of range")


def make_step_decay(initial_lr, drop=0.5, epochs_drop=1):
    check(initial_lr=initial_lr > 0, drop=0 < drop <= 1, epochs_drop=epochs_drop >= 1)

    def schedule(epoch, lr):
        rate = float(initial_lr)
        for _ in range(int(epoch // epochs_drop)):
            rate *= drop
        return rate

    return schedule


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    check(initial_lr=initial_lr > 0, k=k >= 0, start_epoch=start_epoch >= 0)

    def schedule(epoch, lr):
        rate = float(initial_lr)
        for _ in range(start_epoch, epoch + 1):
            rate /= math.exp(k)
        return rate

    return schedule


def make_warmup(peak_lr, warmup_epochs):
    check(peak_lr=peak_lr > 0, warmup_epochs=warmup_epochs >= 0)

    def schedule(epoch, lr):
        if epoch < warmup_epochs:
            return peak_lr * (epoch + 1) / warmup_epochs
        return float(peak_lr)

    return schedule


def build_model(input_shape=(150, 150, 3)):
    model = HorseOrHuman()
    model.build((None, *input_shape))
    model.compile(optimizer=keras.optimizers.SGD(), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train(model, train_ds, val_ds, schedule, epochs):
    return model.fit(train_ds, None, None, epochs, callbacks=[Plan(schedule)], validation_data=val_ds)
