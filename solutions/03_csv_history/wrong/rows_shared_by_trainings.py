"""Keeps the rows in a list that all trainings share.

caught by: test_writes_a_row_for_each_epoch
message: There is one header, and one row an epoch
"""

import csv
from pathlib import Path

import keras


ROWS = []


class RowLog(keras.callbacks.Callback):
    def __init__(self, path, resume):
        super().__init__()
        self.path = path

    def on_epoch_end(self, epoch, logs=None):
        ROWS.append({"epoch": epoch, **logs})
        with open(self.path, "w", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=["epoch", *logs], extrasaction="ignore")
            writer.writeheader()
            writer.writerows(ROWS)


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    Path(csv_path).parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=2),
        RowLog(csv_path, initial_epoch > 0),
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
    with open(csv_path, newline="") as file:
        reader = csv.DictReader(file)
        columns = reader.fieldnames or []
        rows = list(reader)
    if mode not in ("min", "max"):
        raise ValueError(f"unknown mode {mode!r}")
    if metric not in columns:
        raise ValueError(f"unknown metric {metric!r}; there are {columns}")
    usable = [row for row in rows if row[metric] not in ("", "NA", "nan")]
    if not usable:
        raise ValueError("no usable row")
    choose = min if mode == "min" else max
    best = choose(usable, key=lambda row: float(row[metric]))
    return int(best["epoch"])
