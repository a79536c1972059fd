"""A subclass of CSVLogger adds the rate to a copy of the logs, and makes its own folder."""

import csv
import os
from itertools import chain

import tensorflow as tf


class LoggerWithRate(tf.keras.callbacks.CSVLogger):
    def on_train_begin(self, logs=None):
        os.makedirs(os.path.dirname(os.path.abspath(self.filename)), exist_ok=True)
        super().on_train_begin(logs)

    def on_epoch_end(self, epoch, logs=None):
        lr = float(tf.keras.backend.get_value(self.model.optimizer.learning_rate))
        super().on_epoch_end(epoch, dict(logs or {}, learning_rate=lr))


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    callbacks = [LoggerWithRate(str(csv_path), append=bool(initial_epoch))]
    callbacks.append(tf.keras.callbacks.ReduceLROnPlateau(monitor="val_loss", mode="min", patience=2, factor=1 / 2, cooldown=0))
    history = model.fit(x, y, epochs=epochs, validation_data=[x_val, y_val], callbacks=callbacks, initial_epoch=initial_epoch)
    return history


def best_epoch(csv_path, metric="val_loss", mode="min"):
    if mode == "min":
        better = float.__lt__
    elif mode == "max":
        better = float.__gt__
    else:
        raise ValueError("mode should be min or max")
    with open(csv_path, newline="") as file:
        lines = csv.reader(file)
        header = next(lines, [])
        try:
            column = header.index(metric)
        except ValueError:
            raise ValueError("no column " + metric + ", only " + " ".join(header)) from None
        epoch_column = header.index("epoch")
        best = None
        for line in chain(lines):
            try:
                value = float(line[column])
            except ValueError:
                continue
            if value != value:
                continue
            if best is None or better(value, best[0]):
                best = (value, int(line[epoch_column]))
    if best is None:
        raise ValueError("nothing to compare")
    return best[1]
