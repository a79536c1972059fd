"""No renaming at all: two files in turn, each with a checksum; whichever is whole and newer counts, the rest is derived."""

import csv
import hashlib
import os
import pickle

import keras


class Slots:
    def __init__(self, directory):
        self.files = [os.path.join(directory, f"slot{number}") for number in (0, 1)]

    def read(self):
        found = []
        for name in self.files:
            try:
                with open(name, "rb") as file:
                    content = file.read()
            except FileNotFoundError:
                continue
            if hashlib.sha256(content[32:]).digest() == content[:32]:
                found.append(pickle.loads(content[32:]))
        return max(found, key=lambda state: len(state["rows"]), default=None)

    def write(self, state):
        content = pickle.dumps(state)
        with open(self.files[len(state["rows"]) % 2], "wb", buffering=0) as file:
            file.write(hashlib.sha256(content).digest())
            file.write(content)


class Writer(keras.callbacks.Callback):
    def __init__(self, directory, slots, state, build_model):
        super().__init__()
        self.directory, self.slots, self.state, self.build_model = directory, slots, state, build_model

    def on_epoch_end(self, epoch, logs=None):
        rows = [*self.state["rows"], {"epoch": epoch, **logs}]
        now = self.model.get_weights()
        lowest = min(row["val_loss"] for row in rows)
        best = now if logs["val_loss"] == lowest else self.state["best"]
        optimizer = [keras.ops.convert_to_numpy(one) for one in self.model.optimizer.variables]
        self.state = {"rows": rows, "now": now, "best": best, "optimizer": optimizer}
        self.slots.write(self.state)
        derive(self.directory, self.state, self.build_model)


def derive(directory, state, build_model):
    note = os.path.join(directory, "derived")
    wanted = str(len(state["rows"]))
    if os.path.exists(note) and open(note).read() == wanted:
        return
    with open(os.path.join(directory, "history.csv"), "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(state["rows"][0])
        writer.writerows(row.values() for row in state["rows"])
    model = build_model()
    model.set_weights(state["best"])
    model.save(os.path.join(directory, "best_model.keras"))
    with open(note, "w") as file:
        file.write(wanted)


def train(build_model, x, y, x_val, y_val, directory, epochs):
    directory = os.fspath(directory)
    os.makedirs(directory, exist_ok=True)
    slots = Slots(directory)
    state = slots.read() or {"rows": [], "best": None}
    model = build_model()
    if state["rows"]:
        derive(directory, state, build_model)
        model.set_weights(state["now"])
        model.optimizer.build(model.trainable_variables)
        for variable, value in zip(model.optimizer.variables, state["optimizer"]):
            variable.assign(value)
    done = len(state["rows"])
    for _ in range(1 if done < epochs else 0):
        callbacks = [Writer(directory, slots, state, build_model)]
        model.fit(x=x, y=y, initial_epoch=done, epochs=epochs, callbacks=callbacks, validation_data=[x_val, y_val])
    return model
