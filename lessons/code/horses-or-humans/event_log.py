"""Horses or humans: what a callback hears during a very short training, an evaluation and a prediction."""

import keras
import numpy as np
import tensorflow_datasets as tfds
from keras import layers


class Listener(keras.callbacks.Callback):
    """Notes every hook that is called, indented by how deep it lies in the others."""

    depth = 0

    def hear(self, hook, numbers, logs):
        """Print one line: the hook, the number of its epoch or batch, and what its logs hold."""
        self.depth -= hook.endswith("_end")
        keys = " ".join(logs) or "nothing yet" if logs is not None else "no logs"
        line = f"{'   ' * self.depth}{hook}({', '.join(map(str, numbers))})"
        print(f"{line:42}{keys}" if hook.endswith("_end") else line)
        self.depth += hook.endswith("_begin")


def hook_named(name):
    """Return a method that passes its call on to `hear`. Keras passes the logs last, by name or by position."""

    def hook(self, *arguments, logs=None):
        *numbers, logs = (*arguments, logs) if logs is not None else arguments
        self.hear(name, numbers, logs)

    return hook


# The batch hooks without "train" in their name are older names for the train batch hooks; Keras calls only one of them.
for name in dir(keras.callbacks.Callback):
    if name.startswith("on_") and not name.startswith("on_batch"):
        setattr(Listener, name, hook_named(name))

# The log is the same for any model, so the smallest will do: two batches to train on, one to validate on.
pairs = tfds.load("horses_or_humans", split="train[:4]", as_supervised=True).as_numpy_iterator()
x, y = map(np.array, zip(*pairs, strict=True))
model = keras.Sequential([layers.Resizing(8, 8), layers.Flatten(), layers.Dense(2, activation="softmax")])
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])

listener = Listener()
print("== fit")
model.fit(x, y, batch_size=2, epochs=2, validation_data=(x[:2], y[:2]), callbacks=[listener], verbose=0)
print("\n== evaluate")
model.evaluate(x[:2], y[:2], callbacks=[listener], verbose=0)
print("\n== predict")
model.predict(x[:2], callbacks=[listener], verbose=0)
