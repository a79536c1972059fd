"""One .npz file holds it all: weights, optimizer, rows, and the weights of the best model; everything else follows from it."""

import csv
import io
import json
import os

import keras
import numpy as np
from tensorflow.keras.callbacks import LambdaCallback
from tensorflow.keras.models import load_model


def train(build_model, x, y, x_val, y_val, directory, epochs):
    os.makedirs(directory, exist_ok=True)

    def path(name):
        return os.path.join(directory, name)

    model = build_model()
    model.optimizer.build(model.trainable_variables)
    state = {"rows": [], "now": [], "optimizer": [], "best": []}

    def publish_bytes(name, content):
        with open(path(name + ".part"), "wb") as file:
            file.write(content)
        os.replace(path(name + ".part"), path(name))

    def save():
        buffer = io.BytesIO()
        arrays = {f"{part}_{i:04}": a for part in ("now", "optimizer", "best") for i, a in enumerate(state[part])}
        np.savez(buffer, rows=json.dumps(state["rows"]), **arrays)
        publish_bytes("state.npz", buffer.getvalue())

    def load():
        with np.load(path("state.npz")) as file:
            state["rows"] = json.loads(str(file["rows"]))
            for part in ("now", "optimizer", "best"):
                state[part] = [file[key] for key in sorted(file.files) if key.startswith(part + "_")]

    def follow():
        """Write the history and the best model where they do not say what the state says."""
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(state["rows"][0]))
        writer.writeheader()
        writer.writerows(state["rows"])
        content = text.getvalue().encode()
        if not os.path.exists(path("history.csv")) or open(path("history.csv"), "rb").read() != content:
            publish_bytes("history.csv", content)
        try:
            held = load_model(path("best_model.keras")).get_weights()
        except (OSError, ValueError):
            held = []
        if len(held) != len(state["best"]) or any((a != b).any() for a, b in zip(held, state["best"])):
            best = build_model()
            best.set_weights(state["best"])
            best.save(path("best_model.part.keras"))
            os.replace(path("best_model.part.keras"), path("best_model.keras"))

    def on_epoch_end(epoch, logs):
        state["now"] = model.get_weights()
        state["optimizer"] = [variable.numpy() for variable in model.optimizer.variables]
        if logs["val_loss"] < min([row["val_loss"] for row in state["rows"]], default=float("inf")):
            state["best"] = state["now"]
        state["rows"].append({"epoch": epoch, **{key: float(value) for key, value in logs.items()}})
        save()
        follow()

    if os.path.exists(path("state.npz")):
        load()
        follow()
        model.set_weights(state["now"])
        for variable, value in zip(model.optimizer.variables, state["optimizer"]):
            variable.assign(value)
    model.fit(
        x,
        y,
        validation_data=(x_val, y_val),
        initial_epoch=len(state["rows"]),
        epochs=max(epochs, len(state["rows"])),
        callbacks=LambdaCallback(on_epoch_end=on_epoch_end),
        verbose=0,
    )
    return model
