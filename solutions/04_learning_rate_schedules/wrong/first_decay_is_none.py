"""Lets the first epoch of the decay pass without any.

misconception: decay_starts_late
caught by: test_exponential_decay
message: epoch 10:
message: the first below `initial_lr`
"""

import math

import keras


class Rates(keras.callbacks.Callback):
    def __init__(self, rates):
        super().__init__()
        self.rates = rates

    def _set(self, epoch):
        if epoch < len(self.rates):
            self.model.optimizer.learning_rate = self.rates[epoch]
            print(f"Epoch {epoch + 1}: LearningRateScheduler setting learning rate to {self.rates[epoch]:.8g}.")

    def on_train_begin(self, logs=None):
        self._set(0)

    def on_epoch_end(self, epoch, logs=None):
        logs["learning_rate"] = self.rates[epoch]
        self._set(epoch + 1)


def make_step_decay(initial_lr, drop=0.5, epochs_drop=1):
    if not initial_lr > 0:
        raise ValueError("initial_lr: a positive rate is needed")
    if not (drop > 0 and drop <= 1):
        raise ValueError("drop: a number in (0, 1] is needed")
    if not epochs_drop >= 1:
        raise ValueError("epochs_drop: at least one epoch is needed")

    def schedule(epoch, lr, /):
        exponent, _ = divmod(epoch, epochs_drop)
        return float(math.exp(math.log(initial_lr) + exponent * math.log(drop)))

    return schedule


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    if not initial_lr > 0:
        raise ValueError("initial_lr: a positive rate is needed")
    if not k >= 0:
        raise ValueError("k: a number from 0 is needed")
    if not start_epoch >= 0:
        raise ValueError("start_epoch: an epoch from 0 is needed")

    def schedule(*asked):
        epoch = asked[0]
        decaying = epoch >= start_epoch
        return initial_lr * math.e ** (-k * (epoch - start_epoch) * decaying)

    return schedule


def make_warmup(peak_lr, warmup_epochs):
    if not peak_lr > 0:
        raise ValueError("peak_lr: a positive rate is needed")
    if not warmup_epochs >= 0:
        raise ValueError("warmup_epochs: a number from 0 is needed")
    rates = [peak_lr * step / warmup_epochs for step in range(1, warmup_epochs + 1)]

    def schedule(epoch, lr):
        try:
            return rates[epoch]
        except IndexError:
            return float(peak_lr)

    return schedule


def build_model(input_shape=(150, 150, 3)):
    sizes = 16, 32, 64
    seeing = keras.Sequential(
        [layer for size in sizes for layer in (keras.layers.Conv2D(size, 3, activation="relu"), keras.layers.MaxPool2D())]
    )
    deciding = keras.Sequential(
        [keras.layers.Flatten(), keras.layers.Dense(256, "relu"), keras.layers.Dense(2, "softmax")]
    )
    model = keras.Sequential([keras.Input(input_shape), seeing, deciding])
    model.compile(loss="sparse_categorical_crossentropy", optimizer="SGD", metrics=["accuracy"])
    return model


def train(model, train_ds, val_ds, schedule, epochs):
    rates = [schedule(epoch, 0.0) for epoch in range(epochs)]
    return model.fit(train_ds, validation_data=val_ds, epochs=epochs, callbacks=[Rates(rates)])
