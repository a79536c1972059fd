"""Keeps the row of the first try when an epoch is trained again.

misconception: row_without_a_state_stays
caught by: test_history_survives_any_kill
message: as this epoch measured it
"""

import csv
import os
from pathlib import Path

import keras


def read_rows(path):
    if not path.exists():
        return []
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path, rows):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def publish(path, write):
    new = path.with_name(f"new-{path.name}")
    write(new)
    os.replace(new, path)


def numbered(directory, kind):
    return {int(path.stem.rpartition("-")[2]): path for path in directory.glob(f"{kind}-*.keras")}


class Keeper(keras.callbacks.Callback):
    def __init__(self, directory):
        super().__init__()
        self.directory = directory
        self.history = directory / "history.csv"

    def on_epoch_end(self, epoch, logs=None):
        state = self.directory / f"state-{epoch:05}.keras"
        candidate = self.directory / f"candidate-{epoch:05}.keras"
        rows = read_rows(self.history)
        if len(rows) == epoch:
            publish(self.history, lambda new: write_rows(new, [*rows, {"epoch": epoch, **logs}]))
        if all(float(row["val_loss"]) > logs["val_loss"] for row in rows):
            publish(candidate, self.model.save)
        publish(state, self.model.save)
        self.tidy_up(epoch)

    def tidy_up(self, last):
        for epoch, candidate in numbered(self.directory, "candidate").items():
            if epoch == last:
                os.replace(candidate, self.directory / "best_model.keras")
            else:
                candidate.unlink()
        rows = read_rows(self.history)
        kept = [row for row in rows if int(row["epoch"]) <= last]
        if rows and not kept:
            self.history.unlink()
        for epoch, state in numbered(self.directory, "state").items():
            if epoch < last:
                state.unlink()


def train(build_model, x, y, x_val, y_val, directory, epochs):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    keeper = Keeper(directory)
    states = numbered(directory, "state")
    last = max(states, default=-1)
    keeper.tidy_up(last)
    model = keras.models.load_model(states[last]) if states else build_model()
    if last + 1 < epochs:
        model.fit(
            x,
            y,
            validation_data=(x_val, y_val),
            initial_epoch=last + 1,
            epochs=epochs,
            callbacks=[keeper],
            verbose=0,
        )
    return model
