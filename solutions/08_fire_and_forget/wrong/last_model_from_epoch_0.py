"""Loads the last model, and lets `fit` count its epochs from 0.

misconception: begins_again
caught by: test_continues_between_epochs
message: trains from epoch
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
    last = directory / "last.keras"
    model = keras.models.load_model(last) if last.exists() else build_model()
    callbacks = [
        keras.callbacks.CSVLogger(history, append=True),
        keras.callbacks.ModelCheckpoint(
            directory / "best_model.keras", save_best_only=True, initial_value_threshold=best
        ),
        keras.callbacks.ModelCheckpoint(last),
    ]
    model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
    return model
