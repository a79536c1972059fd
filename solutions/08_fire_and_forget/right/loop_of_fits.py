"""One `fit` for each epoch and everything written after it; weights and epoch travel together in the name of a file."""

import csv
import pathlib
import tempfile

import keras


def train(build_model, x, y, x_val, y_val, directory, epochs):
    folder = pathlib.Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / "history.csv"
    model = build_model()
    states = sorted(folder.glob("epoch_[0-9]*.weights.h5"))
    done = 0
    if states:
        done = int(states[-1].name[6:12]) + 1
        model.optimizer.build(model.trainable_variables)
        model.load_weights(states[-1])
    clean(folder, done)
    for epoch in range(done, epochs):
        history = model.fit(
            x, y, epochs=epoch + 1, initial_epoch=epoch, validation_data=(x_val, y_val), verbose=0, batch_size=len(x)
        )
        measured = {key: values[0] for key, values in history.history.items()}
        before = read(table)
        write(table, [*before, {"epoch": epoch, **measured}])
        if not before or measured["val_loss"] < min(float(row["val_loss"]) for row in before):
            put(folder / f"good_{epoch:06}.keras", model.save)
        put(folder / f"epoch_{epoch:06}.weights.h5", model.save_weights)
        clean(folder, epoch + 1)
    return model


def clean(folder, done):
    for good in sorted(folder.glob("good_[0-9]*.keras")):
        if int(good.name[5:11]) < done:
            good.replace(folder / "best_model.keras")
        else:
            good.unlink()
    rows = read(folder / "history.csv")
    if len(rows) > done:
        write(folder / "history.csv", rows[:done])
    for state in sorted(folder.glob("epoch_[0-9]*.weights.h5"))[:-1]:
        state.unlink()


def put(path, save):
    with tempfile.TemporaryDirectory(dir=path.parent) as name:
        new = pathlib.Path(name) / path.name
        save(new)
        new.replace(path)


def read(table):
    if not table.exists():
        return []
    with table.open(newline="") as file:
        return list(csv.DictReader(file))


def write(table, rows):
    def save(new):
        with new.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]) if rows else ["epoch"])
            writer.writeheader()
            writer.writerows(rows)

    put(table, save)
