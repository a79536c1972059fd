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
        ### BEGIN SOLUTION
        return float(initial_lr * drop ** math.floor(epoch / epochs_drop))
        ### END SOLUTION

    return schedule


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    """Return a schedule that is constant at first and decays exponentially from epoch `start_epoch` on."""
    # TODO 2: refuse bad arguments, as `make_step_decay` does.
    # TODO 3: define the schedule and return it.
    ### BEGIN SOLUTION
    if initial_lr <= 0:
        raise ValueError(f"initial_lr must be above 0, not {initial_lr}")
    if k < 0:
        raise ValueError(f"k must not be negative, not {k}")
    if start_epoch < 0:
        raise ValueError(f"start_epoch must not be negative, not {start_epoch}")

    def schedule(epoch, lr):
        if epoch < start_epoch:
            return float(initial_lr)
        return float(initial_lr * math.exp(-k * (epoch - start_epoch + 1)))

    return schedule
    ### END SOLUTION


def make_warmup(peak_lr, warmup_epochs):
    """Return a schedule that climbs to `peak_lr` in `warmup_epochs` equal steps and stays there."""
    # TODO 4: refuse bad arguments, then define the schedule and return it.
    ### BEGIN SOLUTION
    if peak_lr <= 0:
        raise ValueError(f"peak_lr must be above 0, not {peak_lr}")
    if warmup_epochs < 0:
        raise ValueError(f"warmup_epochs must not be negative, not {warmup_epochs}")

    def schedule(epoch, lr):
        if epoch < warmup_epochs:
            return float(peak_lr * (epoch + 1) / warmup_epochs)
        return float(peak_lr)

    return schedule
    ### END SOLUTION


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
            ### BEGIN SOLUTION
            keras.layers.Flatten(),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(2, activation="softmax"),
            ### INSTEAD
            ### END SOLUTION
        ]
    )
    # TODO 6: compile it with SGD, for integer labels, with a metric named `accuracy`; then return it.
    ### BEGIN SOLUTION
    model.compile(
        optimizer=keras.optimizers.SGD(), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model
    ### END SOLUTION


def train(model, train_ds, val_ds, schedule, epochs):
    """Train for `epochs` epochs, each at the rate that `schedule` gives for it, and return the History."""
    # TODO 7: one built-in callback sets the rate, records it and announces it. Give it your schedule.
    ### BEGIN SOLUTION
    scheduler = keras.callbacks.LearningRateScheduler(schedule, verbose=1)
    return model.fit(train_ds, validation_data=val_ds, epochs=epochs, callbacks=[scheduler])
    ### END SOLUTION


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
