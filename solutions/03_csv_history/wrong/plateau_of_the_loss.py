"""Tells the plateau by the loss of the training.

misconception: plateau_not_seen
caught by: test_halves_the_rate_on_a_plateau
message: val_loss before it
"""

import pathlib

import keras
import numpy as np


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0, **fit_arguments):
    csv_path = pathlib.Path(csv_path).resolve()
    csv_path.parent.mkdir(parents=True, exist_ok=True)
    keep = initial_epoch > 0
    return model.fit(
        x,
        y,
        None,
        epochs,
        0,
        [keras.callbacks.ReduceLROnPlateau("loss", factor=0.5, patience=2, min_lr=1e-6), keras.callbacks.CSVLogger(csv_path, ",", keep)],
        validation_data=(x_val, y_val),
        initial_epoch=initial_epoch,
        **fit_arguments,
    )


def best_epoch(csv_path, metric="val_loss", mode="min"):
    with open(csv_path) as file:
        columns = file.readline().strip().split(",")
        if metric not in columns:
            raise ValueError(f"There is no {metric}. Available columns: {'; '.join(columns)}")
        table = np.genfromtxt(file.readlines() or [",".join("nan" for _ in columns)], delimiter=",", ndmin=2)
    pick = {"min": np.nanargmin, "max": np.nanargmax}.get(mode)
    if pick is None:
        raise ValueError("mode: min or max")
    row = pick(table[:, columns.index(metric)])
    return np.int64(table[row, columns.index("epoch")])
