"""Looks for something below 1000, or above 0.

caught by: test_finds_the_best_epoch
message: no usable row
"""

import csv
from pathlib import Path

import keras


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    Path(csv_path).parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=2),
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
    if mode not in ("min", "max"):
        raise ValueError(f"unknown mode {mode!r}")
    best, answer = (1000, None) if mode == "min" else (0, None)
    with open(csv_path, newline="") as file:
        reader = csv.DictReader(file)
        columns = reader.fieldnames or []
        if metric not in columns:
            raise ValueError(f"unknown metric {metric!r}; there are {columns}")
        for row in reader:
            if row[metric] in ("", "NA", "nan"):
                continue
            value = float(row[metric])
            if value < best if mode == "min" else value > best:
                best, answer = value, int(row["epoch"])
    if answer is None:
        raise ValueError("no usable row")
    return answer
