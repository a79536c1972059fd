"""Drawn clothes: a small MobileNetV2 learns five kinds of them, is frozen, and serves a head for all ten."""

# --8<-- [start:data]
import json
import statistics
from pathlib import Path

import keras
import numpy as np
import tensorflow_datasets as tfds
from keras import layers

SIDE = 32


def arrays(split):
    """Return the images of a split as MobileNetV2 wants them: three channels, numbers from -1 to 1; and the labels."""
    images, labels = tfds.load("fashion_mnist", split=split, as_supervised=True, batch_size=-1)
    images = keras.ops.image.resize(images, (SIDE, SIDE))
    images = keras.ops.repeat(images, 3, axis=-1)
    return np.array(images) / 127.5 - 1, np.array(labels)


x, y = arrays("train[:80%]")
x_val, y_val = arrays("train[80%:]")
x_test, y_test = arrays("test")
# --8<-- [end:data]

# --8<-- [start:base]
keras.utils.set_random_seed(2)
base = keras.applications.MobileNetV2(
    input_shape=(SIDE, SIDE, 3),
    include_top=False,  # without the layer that names the thousand classes of ImageNet
    weights=None,  # with "imagenet" Keras downloads weights that have seen a million photographs
    alpha=0.1,  # a tenth of the usual width, so that it learns in seconds
    pooling="avg",
)
untrained = [base.predict(images, batch_size=400, verbose=0) for images in (x, x_val, x_test)]
# --8<-- [end:base]

# --8<-- [start:pretrain]
for layer in base.layers:
    if isinstance(layer, layers.BatchNormalization):
        layer.momentum = 0.9  # 0.999 remembers the last thousand batches; this training has only a few hundred

even = y % 2 == 0  # five of the ten kinds: T-shirt/top, pullover, coat, shirt, bag
first_task = keras.Sequential([base, layers.Dense(5, activation="softmax")])
first_task.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
slower = keras.callbacks.LearningRateScheduler(lambda epoch: 0.003 if epoch < 7 else 0.0003)
learnt = first_task.fit(x[even], y[even] // 2, epochs=9, callbacks=[slower], verbose=0)
print(f"the base, on the five kinds that it trains on: accuracy {learnt.history['accuracy'][-1]:.3f}")

base.trainable = False
features = [base.predict(images, batch_size=400, verbose=0) for images in (x, x_val, x_test)]
# --8<-- [end:pretrain]


# --8<-- [start:head]
def new_head(seed):
    """Return an untrained head: from the 1280 numbers of the base to the ten kinds."""
    keras.utils.set_random_seed(seed)
    head = keras.Sequential(
        [
            keras.Input((1280,)),
            layers.Dense(480, activation="relu"),
            layers.Dropout(0.3),
            layers.Dense(10, activation="softmax"),
        ]
    )
    head.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return head


def callbacks(folder):
    """Return callbacks that stop, save and write logs below `folder`."""
    return [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1),
        keras.callbacks.ModelCheckpoint(f"{folder}/best.keras", save_best_only=True, verbose=1),
        keras.callbacks.TensorBoard(f"{folder}/logs"),
    ]


# --8<-- [end:head]

recorded = {}
for name, (numbers, numbers_val, numbers_test) in {"untrained base": untrained, "frozen base": features}.items():
    print(f"\n== {name}: the head learns all ten kinds")
    head = new_head(1)
    print(f"{head.count_params():,} trainable parameters")
    # --8<-- [start:fit]
    history = head.fit(
        numbers,
        y,
        validation_data=(numbers_val, y_val),
        epochs=30,
        batch_size=200,
        callbacks=callbacks(name),
        verbose=2,
    )
    # --8<-- [end:fit]
    recorded |= {f"{name} {key}": values for key, values in history.history.items()}
    print(f"test accuracy {head.evaluate(numbers_test, y_test, verbose=0)[1]:.4f}")

# --8<-- [start:runs]
print("\n== four runs")
numbers, numbers_val, numbers_test = features
accuracies = []
for seed in (1, 2, 3, 4):
    head = new_head(seed)
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True)
    fitted = head.fit(
        numbers, y, validation_data=(numbers_val, y_val), epochs=30, batch_size=200, callbacks=[stop], verbose=0
    )
    accuracies.append(head.evaluate(numbers_test, y_test, verbose=0)[1])
    print(f"seed {seed}: test accuracy {accuracies[-1]:.4f} after {len(fitted.epoch)} epochs")
print(f"mean {statistics.mean(accuracies):.4f}, from {min(accuracies):.4f} to {max(accuracies):.4f}")
# --8<-- [end:runs]

Path("history.json").write_text(json.dumps(recorded | {"test accuracy": accuracies}))
