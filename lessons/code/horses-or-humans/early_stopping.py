"""Horses or humans, with some wrong labels: EarlyStopping ends the training and goes back to the best epoch."""

# --8<-- [start:data]
import json
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
import tensorflow_datasets as tfds
from keras import layers

keras.utils.set_random_seed(7)
SIDE = 48


def arrays(split):
    """Return the images of a split, small and from 0 to 1, and their labels, of which a fifth is made wrong."""
    pairs = tfds.load("horses_or_humans", split=split, as_supervised=True).as_numpy_iterator()
    images, labels = zip(*pairs, strict=True)
    labels = np.array(labels)
    wrong = np.random.default_rng(0).random(len(labels)) < 0.2
    return tf.image.resize(np.stack(images), (SIDE, SIDE)).numpy() / 255, np.where(wrong, 1 - labels, labels)


x, y = arrays("train[:40%]")
x_val, y_val = arrays("train[80%:]")
# --8<-- [end:data]

# --8<-- [start:model]
model = keras.Sequential([keras.Input((SIDE, SIDE, 3))])
for filters in (16, 32, 64):
    model.add(layers.Conv2D(filters, 3, activation="relu"))
    model.add(layers.MaxPooling2D())
model.add(layers.Flatten())
model.add(layers.Dense(256, activation="relu"))
model.add(layers.Dense(2, activation="softmax"))
model.compile(keras.optimizers.Adam(0.001), "sparse_categorical_crossentropy", metrics=["accuracy"])
# --8<-- [end:model]

# --8<-- [start:fit]
early_stopping = keras.callbacks.EarlyStopping(
    monitor="val_loss",
    patience=4,  # four epochs in a row may pass without a better val_loss
    restore_best_weights=True,
    verbose=1,
)
history = model.fit(x, y, validation_data=(x_val, y_val), epochs=40, callbacks=[early_stopping], verbose=2)
# --8<-- [end:fit]

# --8<-- [start:check]
val_losses = history.history["val_loss"]
print(f"\n{len(val_losses)} of 40 epochs ran. The lowest val_loss was that of epoch {np.argmin(val_losses) + 1}.")
print(f"last epoch      val_loss {val_losses[-1]:.4f}")
print(f"best epoch      val_loss {min(val_losses):.4f}")
print(f"the model now   val_loss {model.evaluate(x_val, y_val, verbose=0)[0]:.4f}")
# --8<-- [end:check]

Path("history.json").write_text(json.dumps(history.history))
