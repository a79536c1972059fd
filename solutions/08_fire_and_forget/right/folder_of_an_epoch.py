"""BackupAndRestore does the saving; what counts is a copy of all that it saved, in a folder that appears all at once."""

import csv
import os
import shutil
from pathlib import Path

import keras

BEST, HISTORY = "best_model.keras", "history.csv"


class Publish(keras.callbacks.Callback):
    """Comes after BackupAndRestore in the list: its backup of this epoch is written when this one is called."""

    def __init__(self, directory, work):
        super().__init__()
        self.directory, self.work = directory, work

    def on_epoch_end(self, epoch, logs=None):
        new = self.work / "epoch"
        last = newest(self.directory)
        rows = []
        if last:
            with open(last / HISTORY, newline="") as file:
                rows = list(csv.DictReader(file))
        new.mkdir()
        shutil.copytree(self.work / "backup", new / "backup")
        if all(logs["val_loss"] < float(row["val_loss"]) for row in rows):
            self.model.save(new / BEST)
        else:
            shutil.copy(last / BEST, new / BEST)
        rows.append({"epoch": epoch} | {name: float(value) for name, value in logs.items()})
        with open(new / HISTORY, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        os.rename(new, self.directory / f"after-{epoch:04d}")
        show(self.directory)


def newest(directory):
    return max(directory.glob("after-*"), default=None)


def show(directory):
    """Bring the two files that people look at in line with the newest folder."""
    last = newest(directory)
    if last is None:
        return
    for name in (HISTORY, BEST):
        if not (directory / name).exists() or (directory / name).read_bytes() != (last / name).read_bytes():
            shutil.copy(last / name, directory / f"copy-of-{name}")
            os.replace(directory / f"copy-of-{name}", directory / name)
    for old in directory.glob("after-*"):
        if old != last:
            # A folder that is half removed must not look like a whole one.
            gone = directory / f"gone-{old.name}"
            os.rename(old, gone)
            shutil.rmtree(gone)
    for gone in directory.glob("gone-*"):
        shutil.rmtree(gone)


def train(build_model, x, y, x_val, y_val, directory, epochs):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    show(directory)
    work = directory / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    last = newest(directory)
    if last:
        shutil.copytree(last / "backup", work / "backup")
    model = build_model()
    backup = keras.callbacks.BackupAndRestore(work / "backup", delete_checkpoint=False)
    model.fit(
        x, y, epochs=epochs, validation_data=(x_val, y_val), callbacks=[backup, Publish(directory, work)], verbose=0
    )
    return model
