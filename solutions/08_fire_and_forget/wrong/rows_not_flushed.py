"""Leaves the rows in the buffer of an open file.

misconception: rows_of_one_call
caught by: test_history_is_whole_after_kills
message: the column `epoch` holds
"""

import csv
from pathlib import Path

import keras


class Log(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.file = path.open("a", newline="")
        self.empty = not self.file.tell()

    def on_epoch_end(self, epoch, logs=None):
        writer = csv.DictWriter(self.file, ["epoch", *logs])
        if self.empty:
            writer.writeheader()
            self.empty = False
        writer.writerow({"epoch": epoch, **logs})

    def on_train_end(self, logs=None):
        self.file.flush()


def train(build_model, x, y, x_val, y_val, directory, epochs):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    history = directory / "history.csv"
    best = None
    if history.exists():
        with history.open(newline="") as file:
            best = min((float(row["val_loss"]) for row in csv.DictReader(file)), default=None)
    model = build_model()
    callbacks = [
        Log(history),
        keras.callbacks.ModelCheckpoint(
            directory / "best_model.keras", save_best_only=True, initial_value_threshold=best
        ),
        keras.callbacks.BackupAndRestore(directory / "backup", delete_checkpoint=False),
    ]
    model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
    return model
