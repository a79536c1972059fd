"""Keeps no other model than the best one, and goes on with that.

misconception: goes_on_with_the_best
caught by: test_continues_with_the_weights
message: begins with the weights
"""

import csv
from pathlib import Path

import keras


def train(build_model, x, y, x_val, y_val, directory, epochs):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    history = directory / "history.csv"
    best, done = None, 0
    if history.exists():
        with history.open(newline="") as file:
            losses = [float(row["val_loss"]) for row in csv.DictReader(file)]
        best, done = min(losses, default=None), len(losses)
    model = keras.models.load_model(directory / "best_model.keras") if done else build_model()
    callbacks = [
        keras.callbacks.CSVLogger(history, append=True),
        keras.callbacks.ModelCheckpoint(
            directory / "best_model.keras", save_best_only=True, initial_value_threshold=best
        ),
    ]
    if done < epochs:
        model.fit(
            x,
            y,
            validation_data=(x_val, y_val),
            initial_epoch=done,
            epochs=epochs,
            callbacks=callbacks,
            verbose=0,
        )
    return model
