"""Exercise 03: keep the history of a training in a CSV file, and read the best epoch from it.

Grade this file with `pytest exercises/03_csv_history` or `grader check 03`.
"""

import csv
from pathlib import Path

import keras


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    """Train a compiled model, log every epoch to the file `csv_path`, and return the History."""
    # TODO 1: the folder of `csv_path` may not exist yet. Make it, with all folders above it.
    # TODO 2: make two callbacks. One halves the learning rate after 2 epochs in a row without a better `val_loss`;
    # the other one writes the file: a new one when `initial_epoch` is 0, otherwise it goes on with the old one.
    # TODO 3: train with both, in an order in which the file also gets the learning rate, and return the History.
    raise NotImplementedError("train_with_log is not written yet")


def best_epoch(csv_path, metric="val_loss", mode="min"):
    """Return the epoch, as the file counts them, with the lowest (or highest) value of `metric`."""
    with open(csv_path, newline="") as file:
        reader = csv.DictReader(file)
        columns = reader.fieldnames or []  # an empty file has none
        rows = list(reader)  # one dictionary a row; all values are text
    # TODO 4: refuse a mode that is neither "min" nor "max", and a metric that is not in `columns`.
    # TODO 5: leave out the rows in which the cell of `metric` is empty, "NA" or "nan"; refuse when none is left.
    # TODO 6: find the first row with the best number, and return the number in its column `epoch`.
    raise NotImplementedError("best_epoch is not written yet")
