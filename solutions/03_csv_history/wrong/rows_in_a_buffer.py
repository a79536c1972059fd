"""Leaves the rows in the buffer of the file until it is closed.

misconception: rows_come_late
caught by: test_writes_each_row_as_its_epoch_ends
message: 0 rows in the file
"""

import csv
import math
import os

from keras.callbacks import Callback, ReduceLROnPlateau


class RowWriter(Callback):
    def __init__(self, path, append):
        super().__init__()
        self.path = path
        self.append = append
        self.file = None
        self.writer = None

    def on_train_begin(self, logs=None):
        self.file = open(self.path, "a" if self.append else "w", newline="")
        self.writer = None

    def on_epoch_end(self, epoch, logs=None):
        row = {"epoch": epoch}
        row.update(logs)
        if self.writer is None:
            self.writer = csv.DictWriter(self.file, fieldnames=list(row), extrasaction="ignore")
            if self.file.tell() == 0:
                self.writer.writeheader()
        self.writer.writerow(row)

    def on_train_end(self, logs=None):
        self.file.close()


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    folder = os.path.dirname(csv_path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    reduce_lr = ReduceLROnPlateau("val_loss", 0.5, 2, verbose=1)
    writer = RowWriter(csv_path, append=initial_epoch != 0)
    return model.fit(
        x, y, validation_data=(x_val, y_val), epochs=epochs, initial_epoch=initial_epoch, callbacks=[reduce_lr, writer]
    )


def best_epoch(csv_path, metric="val_loss", mode="min"):
    if mode != "min" and mode != "max":
        raise ValueError("mode must be 'min' or 'max', not " + repr(mode))
    with open(csv_path) as f:
        reader = csv.DictReader(f)
        if not reader.fieldnames:
            raise ValueError("the file is empty")
        if metric not in reader.fieldnames:
            raise ValueError(f"unknown metric {metric}, choose one of {reader.fieldnames}")
        best, best_value = None, None
        for row in reader:
            text = row[metric].strip()
            if text in ("", "NA"):
                continue
            value = float(text)
            if math.isnan(value):
                continue
            if best is None or (value < best_value if mode == "min" else value > best_value):
                best, best_value = int(row["epoch"]), value
    if best is None:
        raise ValueError("no row with a value")
    return best
