"""A fold that takes the later one of two equal rows.

misconception: last_of_equals
caught by: test_finds_the_best_epoch
message: where val_loss is lowest
"""

import csv
from functools import reduce
from typing import NamedTuple

import tensorflow as tf
from tensorflow.keras import callbacks as kc


class Row(NamedTuple):
    epoch: int
    value: float


class UnknownColumn(ValueError):
    pass


def callbacks_for(path, resume):
    tf.io.gfile.makedirs(str(path.parent if hasattr(path, "parent") else "/".join(path.split("/")[:-1]) or "."))
    yield kc.TerminateOnNaN()
    yield kc.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=2, verbose=1)
    yield kc.CSVLogger(filename=path, append=resume)


def batches(features, labels, shuffle):
    dataset = tf.data.Dataset.from_tensor_slices((features, labels))
    return (dataset.shuffle(len(features)) if shuffle else dataset).batch(32)


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    return model.fit(
        batches(x, y, True),
        validation_data=batches(x_val, y_val, False),
        epochs=epochs,
        initial_epoch=initial_epoch,
        callbacks=list(callbacks_for(csv_path, initial_epoch > 0)),
        verbose=0,
    )


def best_epoch(csv_path, metric="val_loss", mode="min"):
    with tf.io.gfile.GFile(str(csv_path)) as f:
        header, *body = list(csv.reader(f)) or [[]]
    if metric not in header:
        raise UnknownColumn(f"{metric}: choose from {', '.join(header[1:])}")
    where, epoch = header.index(metric), header.index("epoch")
    rows = [Row(int(r[epoch]), float(r[where])) for r in body if r[where] not in {"", "NA", "nan"}]
    if mode == "min":
        return reduce(lambda a, b: b if b.value <= a.value else a, rows or _none()).epoch
    if mode == "max":
        return reduce(lambda a, b: b if b.value >= a.value else a, rows or _none()).epoch
    raise ValueError(f"mode={mode!r}")


def _none():
    raise ValueError("no epoch has a value")
