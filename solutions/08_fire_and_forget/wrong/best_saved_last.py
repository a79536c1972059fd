"""Saves the best model when its epoch is completed, at the end of the round.

misconception: state_is_not_the_last
caught by: test_best_model_survives_any_kill
message: the lowest
"""

import csv
import pathlib

import keras


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
    rows = read(folder / "history.csv")
    if len(rows) > done:
        write(folder / "history.csv", rows[:done])
    for state in sorted(folder.glob("epoch_*.weights.h5"))[:-1]:
        state.unlink()


def train(build_model, x, y, x_val, y_val, directory, epochs):
    folder = pathlib.Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / "history.csv"
    model = build_model()
    model.optimizer.build(model.trainable_variables)
    states = sorted(folder.glob("epoch_*.weights.h5"))
    done = 0
    if states:
        done = int(states[-1].name[6:12]) + 1
        model.load_weights(states[-1])
    clean(folder, done)
    for epoch in range(done, epochs):
        one = model.fit(x, y, epochs=epoch + 1, initial_epoch=epoch, validation_data=(x_val, y_val), verbose=0)
        measured = {name: values[0] for name, values in one.history.items()}
        before = read(table)
        write(table, [*before, {"epoch": epoch, **measured}])
        put(folder / f"epoch_{epoch:06}.weights.h5", model.save_weights)
        clean(folder, epoch + 1)
        if all(measured["val_loss"] < float(row["val_loss"]) for row in before):
            put(folder / "best_model.keras", model.save)
    return model
