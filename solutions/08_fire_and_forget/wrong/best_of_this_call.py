"""Forgets between two processes how good the best model was.

misconception: best_of_each_call
caught by: test_best_model_of_all_calls
message: the lowest
"""

import csv
from pathlib import Path

import keras


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
        keras.callbacks.CSVLogger(history, append=True),
        keras.callbacks.ModelCheckpoint(
            directory / "best_model.keras", save_best_only=True
        ),
        keras.callbacks.BackupAndRestore(directory / "backup", delete_checkpoint=False),
    ]
    model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
    return model
