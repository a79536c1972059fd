"""Climbs from a rate of 0, at which nothing is learned.

misconception: warmup_from_zero
caught by: test_warmup
message: epoch 0:
message: not at 0
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import keras
import tensorflow as tf


@dataclass(frozen=True)
class StepDecay:
    initial_lr: float
    drop: float
    epochs_drop: int

    def __post_init__(self) -> None:
        if self.initial_lr <= 0:
            raise ValueError("initial_lr <= 0 makes no sense")
        if not 0 < self.drop <= 1:
            raise ValueError("drop is a factor between 0 and 1")
        if self.epochs_drop < 1:
            raise ValueError("epochs_drop < 1 makes no sense")

    def __call__(self, epoch: int, lr: float) -> float:
        return float(self.initial_lr) * self.drop ** math.floor(epoch / self.epochs_drop)


@dataclass(frozen=True)
class ExponentialDecay:
    initial_lr: float
    k: float
    start_epoch: int

    def __post_init__(self) -> None:
        for name in ("k", "start_epoch"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} < 0 makes no sense")
        if self.initial_lr <= 0:
            raise ValueError("initial_lr <= 0 makes no sense")

    def __call__(self, epoch: int, lr: float) -> float:
        late = max(epoch - self.start_epoch + 1, 0)
        return float(self.initial_lr) * math.exp(-self.k * late)


@dataclass(frozen=True)
class Warmup:
    peak_lr: float
    warmup_epochs: int

    def __post_init__(self) -> None:
        if self.peak_lr <= 0:
            raise ValueError("peak_lr <= 0 makes no sense")
        if self.warmup_epochs < 0:
            raise ValueError("warmup_epochs < 0 makes no sense")

    def __call__(self, epoch: int, lr: float) -> float:
        if epoch >= self.warmup_epochs:
            return float(self.peak_lr)
        return self.peak_lr * epoch / self.warmup_epochs


def make_step_decay(initial_lr: float, drop: float = 0.5, epochs_drop: int = 1) -> StepDecay:
    return StepDecay(initial_lr, drop, epochs_drop)


def make_exponential_decay(initial_lr: float, k: float = 0.1, start_epoch: int = 10) -> ExponentialDecay:
    return ExponentialDecay(initial_lr, k, start_epoch)


def make_warmup(peak_lr: float, warmup_epochs: int) -> Warmup:
    return Warmup(peak_lr, warmup_epochs)


def build_model(input_shape: tuple[int, int, int] = (150, 150, 3)) -> keras.Model:
    def block(filters: int) -> list[keras.layers.Layer]:
        return [keras.layers.Conv2D(filters, 3, activation="elu", padding="same"), keras.layers.MaxPooling2D(2, 2)]

    head = [keras.layers.Flatten(), keras.layers.Dense(256, "elu"), keras.layers.Dense(2, "softmax")]
    model = keras.Sequential([keras.layers.Input(input_shape), *block(16), *block(32), *block(64), *head])
    model.compile(
        keras.optimizers.SGD(nesterov=True, momentum=0.5), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


def train(
    model: keras.Model,
    train_ds: tf.data.Dataset,
    val_ds: tf.data.Dataset,
    schedule: Callable[[int, float], float],
    epochs: int,
) -> keras.callbacks.History:
    scheduler = keras.callbacks.LearningRateScheduler(schedule=schedule, verbose=2)
    model.fit(train_ds, validation_data=val_ds, epochs=epochs, callbacks={"rate": scheduler})
    return model.history
