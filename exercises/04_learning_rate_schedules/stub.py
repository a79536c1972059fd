"""Exercise 04: plan the learning rate of every epoch, and train with the plan.

Grade this file with `pytest exercises/04_learning_rate_schedules` or `grader check 04`. Run it to see your schedules:

    python exercises/04_learning_rate_schedules/exercise.py
"""

import math

import keras


def make_step_decay(initial_lr, drop=0.5, epochs_drop=1):
    """Return a schedule that multiplies the rate by `drop` after every `epochs_drop` epochs."""
    if initial_lr <= 0:
        raise ValueError(f"initial_lr must be above 0, not {initial_lr}")
    if not 0 < drop <= 1:
        raise ValueError(f"drop must be above 0 and at most 1, not {drop}")
    if epochs_drop < 1:
        raise ValueError(f"epochs_drop must be at least 1, not {epochs_drop}")

    def schedule(epoch, lr):
        # TODO 1: return the rate of this epoch, which counts from 0. `lr`, the rate so far, is not needed.
        raise NotImplementedError("make_step_decay.schedule is not written yet")

    return schedule


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    """Return a schedule that is constant at first and decays exponentially from epoch `start_epoch` on."""
    # TODO 2: refuse bad arguments, as `make_step_decay` does.
    # TODO 3: define the schedule and return it.
    raise NotImplementedError("make_exponential_decay is not written yet")


def make_warmup(peak_lr, warmup_epochs):
    """Return a schedule that climbs to `peak_lr` in `warmup_epochs` equal steps and stays there."""
    # TODO 4: refuse bad arguments, then define the schedule and return it.
    raise NotImplementedError("make_warmup is not written yet")


def build_model(input_shape=(150, 150, 3)):
    """Return a compiled CNN that tells horses from humans."""
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            # TODO 5: flatten, then a Dense layer with 256 units, then a softmax over the 2 classes.
        ]
    )
    # TODO 6: compile it with SGD, for integer labels, with a metric named `accuracy`; then return it.
    raise NotImplementedError("build_model is not written yet")


def train(model, train_ds, val_ds, schedule, epochs):
    """Train for `epochs` epochs, each at the rate that `schedule` gives for it, and return the History."""
    # TODO 7: one built-in callback sets the rate, records it and announces it. Give it your schedule.
    raise NotImplementedError("train is not written yet")


def show(name, schedule, epochs=14):
    """Print the rates of a schedule as bars."""
    rates = [schedule(epoch, 0.0) for epoch in range(epochs)]
    print(f"\n{name}")
    for epoch, rate in enumerate(rates):
        print(f"  epoch {epoch:2}  {rate:8.5f}  {'#' * round(40 * rate / max(rates))}")


if __name__ == "__main__":
    show("step decay", make_step_decay(0.01, drop=0.5, epochs_drop=4))
    show("exponential decay", make_exponential_decay(0.01, k=0.3, start_epoch=5))
    show("warm-up", make_warmup(0.01, warmup_epochs=5))
