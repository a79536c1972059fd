"""Keeps all arrays in one file, and in another one how far the training has come.

misconception: epoch_and_state_apart
caught by: test_continues_after_any_kill
message: begins with the weights
"""

import csv
import json
import pathlib

import numpy as np


def read(table):
    if not table.exists():
        return []
    with table.open(newline="") as file:
        return list(csv.DictReader(file))


def put(path, save):
    new = path.parent / "making" / path.name
    new.parent.mkdir(exist_ok=True)
    save(new)
    new.replace(path)


def write(table, rows):
    def save(new):
        with new.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]) if rows else ["epoch"])
            writer.writeheader()
            writer.writerows(rows)

    put(table, save)


def clean(folder, done):
    for good in sorted(folder.glob("good_*.keras")):
        if int(good.stem[5:]) < done:
            good.replace(folder / "best_model.keras")
        else:
            good.unlink()
    rows = read(folder / "history.csv")
    if len(rows) > done:
        write(folder / "history.csv", rows[:done])


def train(build_model, x, y, x_val, y_val, directory, epochs):
    folder = pathlib.Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / "history.csv"
    model = build_model()
    model.optimizer.build(model.trainable_variables)
    variables = [*model.weights, *model.optimizer.variables]
    progress = folder / "progress.json"
    done = 0
    if progress.exists():
        done = json.loads(progress.read_text())["completed"]
        with np.load(folder / "arrays.npz") as arrays:
            for variable, name in zip(variables, arrays.files):
                variable.assign(arrays[name])
    clean(folder, done)
    for epoch in range(done, epochs):
        one = model.fit(x, y, epochs=epoch + 1, initial_epoch=epoch, validation_data=(x_val, y_val), verbose=0)
        measured = {name: values[0] for name, values in one.history.items()}
        before = read(table)
        write(table, [*before, {"epoch": epoch, **measured}])
        if all(measured["val_loss"] < float(row["val_loss"]) for row in before):
            put(folder / f"good_{epoch:06}.keras", model.save)
        put(folder / "arrays.npz", lambda new: np.savez(new, *(variable.numpy() for variable in variables)))
        put(progress, lambda new: new.write_text(json.dumps({"completed": epoch + 1})))
        clean(folder, epoch + 1)
    return model
