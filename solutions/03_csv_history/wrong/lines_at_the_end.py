"""Collects its lines and writes them when the training has ended.

misconception: rows_come_late
caught by: test_writes_each_row_as_its_epoch_ends
message: no file yet
"""

import csv
import os

import keras


class LineLog(keras.callbacks.Callback):
    def __init__(self, path, mode):
        super().__init__()
        self.path, self.mode = os.fspath(path), mode
        self.lines = []

    def on_epoch_end(self, epoch, logs=None):
        names = list(logs.keys())
        if not self.lines and self.mode == "w":
            self.lines.append(",".join(["epoch"] + names) + "\n")
        self.lines.append(",".join([str(epoch)] + [str(logs[name]) for name in names]) + "\n")

    def on_train_end(self, logs=None):
        with open(self.path, self.mode) as stream:
            stream.writelines(self.lines)


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    os.makedirs(os.path.dirname(os.path.join(".", csv_path)), exist_ok=True)
    given = [keras.callbacks.ReduceLROnPlateau("val_loss", factor=0.5, patience=2)]
    given += [LineLog(csv_path, "a" if initial_epoch else "w")]
    together = keras.callbacks.CallbackList(given, add_history=True, add_progbar=False, model=model, epochs=epochs)
    model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, initial_epoch=initial_epoch, callbacks=together)
    return model.history


def best_epoch(csv_path, metric="val_loss", mode="min"):
    limits = {"min": float("inf"), "max": -float("inf")}
    if mode not in limits:
        raise ValueError(f"{mode} is none of {list(limits)}")
    best, answer = limits[mode], None
    with open(csv_path) as file:
        for index, line in enumerate(csv.DictReader(file)):
            if metric not in line:
                raise ValueError(f"{metric} is none of {list(line)}")
            try:
                value = float(line[metric] or "nan")
            except ValueError:
                continue
            if (value < best) if mode == "min" else (value > best):
                best, answer = value, line["epoch"]
    if answer is None:
        raise ValueError("no number found")
    return int(answer)
