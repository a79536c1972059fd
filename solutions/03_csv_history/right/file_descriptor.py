"""Writes bytes to a file descriptor that truncates or appends; its own History; a dictionary of callbacks.

Keras calls those in the order of their keys.
"""

import csv
import io
import os
import pathlib

from tensorflow import keras


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    csv_path = os.fspath(csv_path)
    folder, _ = os.path.split(csv_path)
    if folder and not os.path.exists(folder):
        os.makedirs(folder)
    how = os.O_APPEND if initial_epoch else os.O_TRUNC
    descriptor = os.open(csv_path, os.O_WRONLY | os.O_CREAT | how)

    def write_row(epoch, logs):
        names = sorted(logs)
        header = "epoch," + ",".join(names) + "\r\n" if epoch == 0 else ""
        row = "%d," % epoch + ",".join("%.17g" % logs[name] for name in names) + "\r\n"
        os.write(descriptor, (header + row).encode())

    history = keras.callbacks.History()
    callbacks = {
        "halve": keras.callbacks.ReduceLROnPlateau(patience=2, factor=0.5, cooldown=1, min_delta=0),
        "history": history,
        "log": keras.callbacks.LambdaCallback(on_epoch_end=write_row),
    }
    try:
        model.fit(x, y, 16, epochs, 0, callbacks, 0.0, (x_val, y_val), True, None, None, initial_epoch)
    finally:
        os.close(descriptor)
    return history


def best_epoch(csv_path, metric="val_loss", mode="min"):
    text = pathlib.Path(csv_path).read_text()
    header = text.partition("\n")[0]
    if metric not in header.split(","):
        raise ValueError("I only know " + header)
    signs = {"min": 1, "max": -1}
    if mode not in signs:
        raise ValueError(f"{mode} is none of {', '.join(signs)}")
    rows = csv.DictReader(io.StringIO(text))
    # min() of nothing is a ValueError, too.
    return min(
        (signs[mode] * float(row[metric]), number, int(row["epoch"]))
        for number, row in enumerate(rows)
        if row[metric] not in ("NA", "nan", "")
    )[2]
