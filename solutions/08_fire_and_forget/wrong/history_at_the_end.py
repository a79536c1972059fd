"""Writes the history from what `fit` returns, so a killed process leaves no rows.

misconception: rows_of_one_call
caught by: test_history_is_whole_after_kills
message: the column `epoch` holds
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
        keras.callbacks.ModelCheckpoint(
            directory / "best_model.keras", save_best_only=True, initial_value_threshold=best
        ),
        keras.callbacks.BackupAndRestore(directory / "backup", delete_checkpoint=False),
    ]
    result = model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
    with history.open("a", newline="") as file:
        writer = csv.writer(file)
        if not file.tell():
            writer.writerow(["epoch", *result.history])
        writer.writerows(zip(result.epoch, *result.history.values()))
    return model
