"""Rewrites the whole file for each epoch and puts it in place at once; goes on with the plateau of the old rows."""

import csv
import functools
import os
from pathlib import Path

import keras
import numpy as np


class LoggedPlateau(keras.callbacks.ReduceLROnPlateau):
    def __init__(self, path, resume):
        super().__init__(monitor="val_loss", factor=0.5, patience=2)
        self.path = path
        self.rows = []
        if resume and path.exists():
            with path.open(newline="") as file:
                self.rows = list(csv.DictReader(file))

    def on_train_begin(self, logs=None):
        super().on_train_begin(logs)
        if self.rows:
            self.best = min(float(row["val_loss"]) for row in self.rows)

    def on_epoch_end(self, epoch, logs=None):
        super().on_epoch_end(epoch, logs)
        self.rows.append({"epoch": epoch, **logs})
        new = self.path.with_suffix(".new")
        with new.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(self.rows[0]))
            writer.writeheader()
            writer.writerows(self.rows)
        os.replace(new, self.path)


def train(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0, *, verbose):
    path = Path(os.path.abspath(csv_path))
    path.parent.mkdir(parents=True, exist_ok=True)
    logged = LoggedPlateau(path, initial_epoch > 0)
    data = (x_val, y_val)
    return model.fit(
        x, y, epochs=epochs, initial_epoch=initial_epoch, validation_data=data, callbacks=[logged], verbose=verbose
    )


train_with_log = functools.partial(train, verbose=0)


class BestEpoch:
    """Reads with genfromtxt; an instance of it is the function."""

    choices = {"min": np.nanargmin, "max": np.nanargmax}

    def __call__(self, csv_path, metric="val_loss", mode="min"):
        choose = self.choices.get(mode)
        if choose is None:
            raise ValueError(f"mode must be one of {list(self.choices)}")
        with open(csv_path) as file:
            header = file.readline().rstrip().split(",")
        if metric not in header:
            raise ValueError(f"{metric!r} is none of {header}")
        table = np.atleast_1d(np.genfromtxt(csv_path, delimiter=",", names=True))
        if not table.size or np.isnan(table[metric]).all():
            raise ValueError(f"{csv_path}: nothing in {metric}")
        return float(table["epoch"][choose(table[metric])])


best_epoch = BestEpoch()
