"""Horses or humans, with some wrong labels: what happens when nobody stops the training."""

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

model = keras.Sequential([keras.Input((SIDE, SIDE, 3))])
for filters in (16, 32, 64):
    model.add(layers.Conv2D(filters, 3, activation="relu"))
    model.add(layers.MaxPooling2D())
model.add(layers.Flatten())
model.add(layers.Dense(256, activation="relu"))
model.add(layers.Dense(2, activation="softmax"))
model.compile(keras.optimizers.Adam(0.001), "sparse_categorical_crossentropy", metrics=["accuracy"])

history = model.fit(x, y, validation_data=(x_val, y_val), epochs=24, verbose=0).history

# --8<-- [start:ratios]
ratios = [val / train for train, val in zip(history["loss"], history["val_loss"], strict=True)]
print("epoch    loss  val_loss  val_loss / loss")
for number, (train, val, ratio) in enumerate(zip(history["loss"], history["val_loss"], ratios, strict=True), 1):
    print(f"{number:5}  {train:6.4f}  {val:8.4f}  {ratio:15.2f}")

print()
for threshold in (0.7, 1.3, 2.0):
    over = [number for number, ratio in enumerate(ratios, 1) if ratio > threshold]
    print(f"the first epoch whose ratio is above {threshold}: {over[0] if over else 'none'}")
# --8<-- [end:ratios]

Path("history.json").write_text(json.dumps(history | {"ratio": ratios}))
