"""Saves the model when `fit` has returned, which a killed one never does.

misconception: begins_again
caught by: test_continues_between_epochs
message: it trained
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
    state = directory / "model.keras"
    done = 0
    model = build_model()
    if state.exists():
        model = keras.models.load_model(state)
        done = int((directory / "epochs.txt").read_text())
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
        model.save(state)
        (directory / "epochs.txt").write_text(str(epochs))
    return model
