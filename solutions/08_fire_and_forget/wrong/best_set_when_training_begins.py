"""Forgets the lowest val_loss whenever a training begins.

misconception: best_of_each_call
caught by: test_best_model_of_all_calls
message: the lowest
"""

import math
from pathlib import Path

import keras


class SaveBest(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path = path

    def on_train_begin(self, logs=None):
        self.lowest = math.inf

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest = logs["val_loss"]
            self.model.save(self.path)


def train(build_model, x, y, x_val, y_val, directory, epochs):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    history = directory / "history.csv"
    model = build_model()
    callbacks = [
        keras.callbacks.CSVLogger(history, append=True),
        SaveBest(directory / "best_model.keras"),
        keras.callbacks.BackupAndRestore(directory / "backup", delete_checkpoint=False),
    ]
    model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
    return model
