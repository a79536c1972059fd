"""The epoch in the last column, everything in quotes, short numbers that still give back every bit."""

import csv
import contextlib
from pathlib import Path

import keras
import numpy as np


class Spreadsheet(keras.callbacks.Callback):
    def __init__(self, file, header_needed):
        super().__init__()
        self.out = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        self.file = file
        self.header_needed = header_needed

    def on_epoch_begin(self, epoch, logs=None):
        self.rate = np.float32(self.model.optimizer.learning_rate)

    def on_epoch_end(self, epoch, logs=None):
        names = sorted(set(logs) - {"learning_rate"}, reverse=True)
        if self.header_needed:
            self.out.writerow([*names, "learning_rate", "seconds", "epoch"])
            self.header_needed = False
        self.out.writerow([*("%.9g" % logs[name] for name in names), self.rate, 0, epoch])
        self.file.flush()


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    Path(csv_path).absolute().parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(open(csv_path, "w" if initial_epoch == 0 else "a", newline="", encoding="utf-8"))
        plateau = keras.callbacks.ReduceLROnPlateau(patience=2)
        plateau.factor = 0.5
        callbacks = [plateau, [Spreadsheet(file, header_needed=initial_epoch == 0)]]
        return model.fit(
            x, y, validation_data=(x_val, y_val), epochs=epochs, initial_epoch=initial_epoch, callbacks=callbacks
        )


def _numbers(rows, metric):
    for row in rows:
        with contextlib.suppress(ValueError):
            number = float(row[metric])
            if number == number:
                yield number, float(row["epoch"])


def best_epoch(csv_path, metric="val_loss", mode="min"):
    if mode not in ["min", "max"]:
        raise ValueError("The mode is min or max.")
    with open(csv_path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if rows and metric not in rows[0]:
        raise ValueError("I know these columns: %s" % ", ".join(rows[0]))
    numbers = list(_numbers(rows, metric))
    if not numbers:
        raise ValueError("This file has nothing to choose from.")
    best = sorted(numbers, key=lambda one: one[0], reverse=mode == "max")
    return best[0][1]
