"""Goes on after a kill with the training data for validation.

caught by: test_continues_between_epochs
message: is validated on x_val and y_val
"""

import csv
import os
from pathlib import Path

import keras


def read_rows(path):
    """Return the rows of a CSV file as dictionaries of texts; none where there is no file."""
    if not path.exists():
        return []
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path, rows):
    """Write rows to a file, with the names of their columns above them."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def publish(path, write):
    """Have `write(new)` make a whole new file, and only then put it in the place of `path`, all at once."""
    new = path.with_name(f"new-{path.name}")
    write(new)
    os.replace(new, path)


def numbered(directory, kind):
    """Return the files `kind-00000.keras`, `kind-00001.keras`, ... that there are, by the epoch in their name."""
    return {int(path.stem.rpartition("-")[2]): path for path in directory.glob(f"{kind}-*.keras")}


class Keeper(keras.callbacks.Callback):
    """Puts the row, the best model and the state of each epoch on disk, so that they can be trusted after a kill."""

    def __init__(self, directory):
        super().__init__()
        self.directory = directory
        self.history = directory / "history.csv"

    def on_epoch_end(self, epoch, logs=None):
        state = self.directory / f"state-{epoch:05}.keras"
        candidate = self.directory / f"candidate-{epoch:05}.keras"
        rows = read_rows(self.history)
        publish(self.history, lambda new: write_rows(new, [*rows, {"epoch": epoch, **logs}]))
        if all(float(row["val_loss"]) > logs["val_loss"] for row in rows):
            publish(candidate, self.model.save)
        publish(state, self.model.save)
        self.tidy_up(epoch)

    def tidy_up(self, last):
        """Finish or undo whatever a kill has cut off; `last` is the last completed epoch, -1 when there is none."""
        for epoch, candidate in numbered(self.directory, "candidate").items():
            if epoch == last:
                os.replace(candidate, self.directory / "best_model.keras")
            else:
                candidate.unlink()
        rows = read_rows(self.history)
        kept = [row for row in rows if int(row["epoch"]) <= last]
        if rows and not kept:
            self.history.unlink()
        elif len(kept) < len(rows):
            publish(self.history, lambda new: write_rows(new, kept))
        for epoch, state in numbered(self.directory, "state").items():
            if epoch < last:
                state.unlink()


def train(build_model, x, y, x_val, y_val, directory, epochs):
    """Train a new model, or go on where an earlier call was killed, until `epochs` epochs are completed; return it."""
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
            validation_data=(x, y) if states else (x_val, y_val),
            initial_epoch=last + 1,
            epochs=epochs,
            callbacks=[keeper],
            verbose=2,
        )
    return model
