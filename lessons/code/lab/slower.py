"""ReduceLROnPlateau on a training whose steps are too long: one run, or with `every` one for each setting of a grid."""

import itertools
import json
import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
import tensorflow_datasets as tfds
from keras import layers

EPOCHS = 40
SIDE = 7
GRID = {"patience": [1, 2, 3, 5, 8], "factor": [0.5, 0.1], "cooldown": [0, 1, 2, 5], "min_delta": [0.0001, 0.02]}

images, labels = tfds.load("fashion_mnist", split="train", as_supervised=True, batch_size=-1)
images = np.array(images, "float32").reshape(-1, SIDE, 28 // SIDE, SIDE, 28 // SIDE)
images = images.mean(axis=(2, 4)).reshape(-1, SIDE * SIDE) / 255
labels = np.array(labels)
fog = np.random.default_rng(1).normal(scale=0.3, size=images.shape)
batches = tf.data.Dataset.from_tensor_slices((images[:1600], labels[:1600])).batch(100).cache()
validation = tf.data.Dataset.from_tensors((images[-400:] + fog[-400:].astype("float32"), labels[-400:]))


# --8<-- [start:train]
def train(callbacks):
    """Train the same model in the same way every time; return its history, with the rate after the last epoch."""
    keras.utils.set_random_seed(3)
    model = keras.Sequential(
        [
            keras.Input((SIDE * SIDE,)),
            layers.GaussianNoise(0.3),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    # A rate of 0.5 with this momentum is far too large, on purpose.
    model.compile(keras.optimizers.SGD(0.5, momentum=0.9), "sparse_categorical_crossentropy")
    history = model.fit(
        batches, validation_data=validation, epochs=EPOCHS, callbacks=callbacks, shuffle=False, verbose=0
    )
    return history.history, float(model.optimizer.learning_rate)


# --8<-- [end:train]


def curves_of(settings):
    """Return the curves of one training with ReduceLROnPlateau, and after which epochs it reduced the rate."""
    # --8<-- [start:callback]
    slower = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", **settings)
    # --8<-- [end:callback]
    history, last_rate = train([slower])
    rates = [*history["learning_rate"], last_rate]
    reduced = [epoch for epoch, (rate, following) in enumerate(itertools.pairwise(rates), 1) if following < rate]
    return {"loss": history["loss"], "val_loss": history["val_loss"], "reduced": reduced}


def main():
    """Train once without the callback, then with it, and write the curves down."""
    names = list(GRID)
    cells = list(itertools.product(*GRID.values())) if "every" in sys.argv[1:] else [(3, 0.5, 0, 0.0001)]
    constant, _ = train([])
    written = {f"constant {key}": constant[key] for key in ("loss", "val_loss")}
    print(f"{'rate stays at 0.5':45} last val_loss {constant['val_loss'][-1]:.3f}")
    for cell in cells:
        curves = curves_of(dict(zip(names, cell, strict=True)))
        said = ", ".join(f"{name} {value:g}" for name, value in zip(names, cell, strict=True))
        print(f"{said:45} last val_loss {curves['val_loss'][-1]:.3f}, reduced after {curves['reduced']}", flush=True)
        written |= {f"{said} {key}": values for key, values in curves.items()}
    Path("history.json").write_text(json.dumps(written))


if __name__ == "__main__":
    main()
