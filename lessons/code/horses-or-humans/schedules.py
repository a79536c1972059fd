"""Horses or humans: the same model trained three times, with a constant rate and with two schedules."""

import json
from pathlib import Path

import keras
import tensorflow as tf
import tensorflow_datasets as tfds
from keras import layers

SIDE = 48
EPOCHS = 10


def prepare(image, label):
    """Make every image the same small size, with numbers from 0 to 1."""
    return tf.image.resize(image, (SIDE, SIDE)) / 255.0, label


train_images, val_images = tfds.load("horses_or_humans", split=["train[:80%]", "train[80%:]"], as_supervised=True)
train_ds = train_images.map(prepare).batch(32).cache()
val_ds = val_images.map(prepare).batch(32).cache()


def new_model():
    """Return the same untrained model every time."""
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.Input((SIDE, SIDE, 3))])
    for filters in (16, 32, 64):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(256, activation="relu"))
    model.add(layers.Dense(2, activation="softmax"))
    model.compile(keras.optimizers.SGD(0.1), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# --8<-- [start:schedules]
PLAN = {0: 0.1, 4: 0.02, 8: 0.004}  # from this epoch on: this rate


def in_steps(epoch, lr):
    """Hold a rate for some epochs, then jump to the next one of the plan."""
    return PLAN[max(start for start in PLAN if start <= epoch)]


def a_little_less(epoch, lr):
    """Multiply the rate so far by 0.8, in every epoch but the first three."""
    return lr if epoch < 3 else lr * 0.8


# --8<-- [end:schedules]

# --8<-- [start:fit]
recorded = {}
for schedule in (None, in_steps, a_little_less):
    name = schedule.__name__ if schedule else "constant"
    print(f"\n== {name}")
    callbacks = [keras.callbacks.LearningRateScheduler(schedule, verbose=1)] if schedule else []
    history = new_model().fit(train_ds, validation_data=val_ds, epochs=EPOCHS, callbacks=callbacks, verbose=0).history
    rates = history.get("learning_rate", [0.1] * EPOCHS)  # recorded by the callback: without it the key is missing
    recorded |= {f"{name} rate": rates, f"{name} val_loss": history["val_loss"]}
    print(f"rates    {[float(f'{rate:.3g}') for rate in rates]}")
    print(f"val_loss {[round(loss, 3) for loss in history['val_loss']]}")
# --8<-- [end:fit]

Path("history.json").write_text(json.dumps(recorded))
