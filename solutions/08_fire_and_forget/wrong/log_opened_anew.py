"""Opens the history for writing when a training begins, and flushes every row.

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
        self.path = path

    def on_train_begin(self, logs=None):
        self.file = self.path.open("w", buffering=1)
        self.names = []

    def on_epoch_end(self, epoch, logs=None):
        if not self.names:
            self.names = list(logs)
            print("epoch", *self.names, sep=",", file=self.file)
        print(epoch, *(logs[name] for name in self.names), sep=",", file=self.file)

    def on_train_end(self, logs=None):
        self.file.close()


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
