"""Always adds to the file.

misconception: old_rows_stay
caught by: test_starts_a_new_file
message: from another training
"""

import csv
from pathlib import Path

import keras


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    Path(csv_path).parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=2),
        keras.callbacks.CSVLogger(csv_path, append=True),
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
