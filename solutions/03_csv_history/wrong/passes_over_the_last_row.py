"""Leaves the last row out, which could be half a row.

caught by: test_finds_the_best_epoch
message: is lowest
"""

import csv
from pathlib import Path

import keras


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    """Train a compiled model, log every epoch to the file `csv_path`, and return the History."""
    # the other one writes the file: a new one when `initial_epoch` is 0, otherwise it goes on with the old one.
    Path(csv_path).parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=2),
        # It comes second: the callback above puts the learning rate of the epoch into the logs.
        keras.callbacks.CSVLogger(csv_path, append=initial_epoch > 0),
    ]
    return model.fit(
        x,
        y,
        validation_data=(x_val, y_val),
        epochs=epochs,
        initial_epoch=initial_epoch,
        callbacks=callbacks,
        verbose=0,
    )


def best_epoch(csv_path, metric="val_loss", mode="min"):
    """Return the epoch, as the file counts them, with the lowest (or highest) value of `metric`."""
    with open(csv_path, newline="") as file:
        reader = csv.DictReader(file)
        columns = reader.fieldnames or []  # an empty file has none
        rows = list(reader)  # one dictionary a row; all values are text
    if mode not in ("min", "max"):
        raise ValueError(f'mode is {mode!r}; it can be "min" or "max"')
    if metric not in columns:
        raise ValueError(f"there is no column {metric!r}; the columns are: {', '.join(columns) or 'none'}")
    usable = [row for row in rows[:-1] if row[metric] not in ("", "NA", "nan")]
    if not usable:
        raise ValueError(f"no row of {csv_path} has a value of {metric!r}")
    # min and max return the first one of several that are equal.
    choose = min if mode == "min" else max
    best = choose(usable, key=lambda row: float(row[metric]))
    return int(best["epoch"])
