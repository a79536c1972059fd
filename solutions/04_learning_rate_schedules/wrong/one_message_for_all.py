"""Names all arguments in one message, whichever is wrong.

caught by: test_step_decay_refuses_bad_arguments
message: apart
"""

import math

import keras


def make_step_decay(initial_lr, drop=0.5, epochs_drop=1):
    """Return a schedule that multiplies the rate by `drop` after every `epochs_drop` epochs."""
    if initial_lr <= 0 or not 0 < drop <= 1 or epochs_drop < 1:
        raise ValueError("bad initial_lr, drop or epochs_drop")

    def schedule(epoch, lr):
        return float(initial_lr * drop ** math.floor(epoch / epochs_drop))

    return schedule


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    """Return a schedule that is constant at first and decays exponentially from epoch `start_epoch` on."""
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


def make_warmup(peak_lr, warmup_epochs):
    """Return a schedule that climbs to `peak_lr` in `warmup_epochs` equal steps and stays there."""
    if peak_lr <= 0:
        raise ValueError(f"peak_lr must be above 0, not {peak_lr}")
    if warmup_epochs < 0:
        raise ValueError(f"warmup_epochs must not be negative, not {warmup_epochs}")

    def schedule(epoch, lr):
        if epoch < warmup_epochs:
            return float(peak_lr * (epoch + 1) / warmup_epochs)
        return float(peak_lr)

    return schedule


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
            keras.layers.Flatten(),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(2, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


def train(model, train_ds, val_ds, schedule, epochs):
    """Train for `epochs` epochs, each at the rate that `schedule` gives for it, and return the History."""
    scheduler = keras.callbacks.LearningRateScheduler(schedule, verbose=1)
    return model.fit(train_ds, validation_data=val_ds, epochs=epochs, callbacks=[scheduler])


def show(name, schedule, epochs=14):
    """Print the rates of a schedule as bars."""
    rates = [schedule(epoch, 0.0) for epoch in range(epochs)]
    print(f"\n{name}")
    for epoch, rate in enumerate(rates):
        print(f"  epoch {epoch:2}  {rate:8.5f}  {'#' * round(40 * rate / max(rates))}")
