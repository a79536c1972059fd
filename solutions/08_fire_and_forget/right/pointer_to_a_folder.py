"""One file, replaced at once, points to everything by absolute paths; it is read once a process, under a lock."""

import csv
import fcntl
import json
import os
import shutil
import uuid
from pathlib import Path

import keras

STATES = {}  # what this process knows, by directory


def state_of(home):
    if home not in STATES:
        pointer = home / "newest.json"
        STATES[home] = json.loads(pointer.read_text()) if pointer.exists() else {"rows": [], "model": None, "best": None}
    return STATES[home]


def publish(path, content):
    new = path.with_suffix(".tmp")
    new.write_bytes(content)
    os.replace(new, path)


def settle(home):
    """Make the two files that people look at agree with the pointer, and remove what it does not point to."""
    state = state_of(home)
    if not state["rows"]:
        return
    table = home / "table.csv"
    with table.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(state["rows"][0]))
        writer.writeheader()
        writer.writerows(state["rows"])
    for source, place in ((table, home / "history.csv"), (Path(state["best"]), home / "best_model.keras")):
        if not place.exists() or place.read_bytes() != source.read_bytes():
            publish(place, source.read_bytes())
    used = {Path(state["model"]).parent, Path(state["best"]).parent}
    for folder in (home / "epochs").iterdir():
        if folder not in used:
            shutil.rmtree(folder)


def train(build_model, x, y, x_val, y_val, directory, epochs):
    home = Path(directory).resolve()
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        settle(home)
        state = state_of(home)
        model = keras.models.load_model(state["model"]) if state["model"] else build_model()

        def on_epoch_end(epoch, logs):
            folder = home / "epochs" / uuid.uuid4().hex
            folder.mkdir(parents=True)
            model.save(folder / "model.keras")
            rows, here = STATES[home]["rows"], str(folder / "model.keras")
            better = all(logs["val_loss"] < row["val_loss"] for row in rows)
            best = here if better else STATES[home]["best"]
            STATES[home] = {"rows": [*rows, {"epoch": epoch, **logs}], "model": here, "best": best}
            publish(home / "newest.json", json.dumps(STATES[home]).encode())
            settle(home)

        done = len(state["rows"])
        if done < epochs:
            keeper = keras.callbacks.LambdaCallback(on_epoch_end=on_epoch_end)
            model.fit(x, y, epochs=epochs, initial_epoch=done, validation_data=(x_val, y_val), callbacks=[keeper])
        return model
