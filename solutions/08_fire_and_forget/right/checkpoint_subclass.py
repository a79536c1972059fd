"""ModelCheckpoint chooses the best model, as a candidate of its epoch; the row is in the state, next to the model."""

import csv
import json
import os
import zipfile
from pathlib import Path

from keras import callbacks, models


class BestCandidate(callbacks.ModelCheckpoint):
    """Takes what was best in earlier processes from the rows."""

    def __init__(self, directory, rows):
        lowest = min((row["val_loss"] for row in rows), default=None)
        super().__init__(directory / "x.keras", save_best_only=True, initial_value_threshold=lowest, mode="min")
        self.directory = directory

    def _save_model(self, epoch, batch, logs):
        self.filepath = str(self.directory / f"{epoch}.candidate.keras")
        super()._save_model(epoch, batch, logs)


class State(callbacks.Callback):
    def __init__(self, directory, rows):
        super().__init__()
        self.directory, self.rows = directory, rows

    def on_epoch_end(self, epoch, logs=None):
        self.rows.append({"epoch": epoch, **logs})
        new = self.directory / "new.keras"
        self.model.save(new)
        with zipfile.ZipFile(new, "a") as archive:  # a .keras file is a zip file
            archive.writestr("rows.json", json.dumps(self.rows))
        new.rename(self.directory / "state.keras")
        finish(self.directory, self.rows)


def finish(directory, rows):
    for candidate in directory.glob("*.candidate.keras"):
        if int(candidate.name.split(".")[0]) == len(rows) - 1:
            candidate.rename(directory / "best_model.keras")
        else:
            candidate.unlink()
    history = directory / "history.csv"
    lines = [list(rows[0]), *(list(row.values()) for row in rows)] if rows else []
    if rows and (not history.exists() or len(history.read_text().split()) != len(lines)):
        with open(directory / "history.new", "w") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
        os.replace(directory / "history.new", history)


def train(build_model, x, y, x_val, y_val, directory, epochs):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    state = directory / "state.keras"
    rows = []
    if state.exists():
        with zipfile.ZipFile(state) as archive:
            rows = json.loads(archive.read("rows.json"))
    finish(directory, rows)
    model = models.load_model(state) if rows else build_model()
    if len(rows) >= epochs:
        return model
    model.fit(
        x,
        y,
        validation_data=(x_val, y_val),
        epochs=epochs,
        initial_epoch=len(rows),
        callbacks=[BestCandidate(directory, rows), State(directory, rows), callbacks.CSVLogger(directory / "extra.csv")],
        verbose=0,
    )
    return model
