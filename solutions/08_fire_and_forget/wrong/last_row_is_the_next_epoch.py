"""Takes the epoch of the last row for the one to begin with.

misconception: last_epoch_twice
caught by: test_continues_between_epochs
message: never trained again
"""

import csv
from pathlib import Path

import keras


def train(build_model, x, y, x_val, y_val, directory, epochs):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    history = directory / "history.csv"
    best, begin = None, 0
    if history.exists():
        with history.open(newline="") as file:
            rows = list(csv.DictReader(file))
        best = min((float(row["val_loss"]) for row in rows), default=None)
        begin = int(rows[-1]["epoch"]) if rows else 0
    last = directory / "last.keras"
    model = keras.models.load_model(last) if last.exists() else build_model()
    callbacks = [
        keras.callbacks.CSVLogger(history, append=True),
        keras.callbacks.ModelCheckpoint(
            directory / "best_model.keras", save_best_only=True, initial_value_threshold=best
        ),
        keras.callbacks.ModelCheckpoint(last),
    ]
    model.fit(
        x, y, validation_data=(x_val, y_val), initial_epoch=begin, epochs=epochs, callbacks=callbacks, verbose=0
    )
    return model
