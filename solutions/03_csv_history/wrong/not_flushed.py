"""Leaves the rows in the buffer of the file until it is closed.

misconception: rows_come_late
caught by: test_writes_each_row_as_its_epoch_ends
message: 0 rows in the file
"""

import csv
from pathlib import Path

import keras


class RowLog(keras.callbacks.Callback):
    """Writes the rows by hand."""

    def __init__(self, path, resume):
        super().__init__()
        self.path, self.resume = path, resume

    def on_train_begin(self, logs=None):
        self.file = open(self.path, "a" if self.resume else "w", newline="")
        self.writer = None

    def on_epoch_end(self, epoch, logs=None):
        row = {"epoch": epoch, **logs}
        if self.writer is None:
            self.writer = csv.DictWriter(self.file, fieldnames=list(row))
            if not self.resume:
                self.writer.writeheader()
        self.writer.writerow(row)

    def on_train_end(self, logs=None):
        self.file.close()


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
