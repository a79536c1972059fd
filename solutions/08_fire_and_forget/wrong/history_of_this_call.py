"""Writes the rows that it remembers, and remembers those of its own call.

misconception: rows_of_one_call
caught by: test_history_is_whole_after_kills
message: the column `epoch` holds
"""

import csv
from pathlib import Path

import keras


class Table(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path, self.rows = path, []

    def on_epoch_end(self, epoch, logs=None):
        self.rows.append({"epoch": epoch, **logs})
        with open(self.path, "w", newline="") as file:
            writer = csv.DictWriter(file, self.rows[0])
            writer.writeheader()
            writer.writerows(self.rows)
        lowest = min([row["val_loss"] for row in self.rows] + self.earlier())
        self.path.with_name("lowest.txt").write_text(str(lowest))

    def earlier(self):
        note = self.path.with_name("lowest.txt")
        return [float(note.read_text())] if note.exists() and note.read_text() else []


def train(build_model, x, y, x_val, y_val, directory, epochs):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    history = directory / "history.csv"
    table = Table(history)
    best = min(table.earlier(), default=None)
    model = build_model()
    callbacks = [
        table,
        keras.callbacks.ModelCheckpoint(
            directory / "best_model.keras", save_best_only=True, initial_value_threshold=best
        ),
        keras.callbacks.BackupAndRestore(directory / "backup", delete_checkpoint=False),
    ]
    model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
    return model
