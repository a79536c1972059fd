"""Resizes the images and does not scale them.

misconception: pixels_to_255
caught by: test_loads_images_as_asked
message: values from 0 to 255
"""

import os

from tensorflow import keras
import tensorflow_datasets as tfds


def load_data(image_size=(64, 64), batch_size=32):
    (train_ds, val_ds), info = tfds.load(
        "cats_vs_dogs", split=("train[:80%]", "train[80%:]"), with_info=True, as_supervised=True, shuffle_files=False
    )
    resize = keras.layers.Resizing(*image_size)

    def prepared(image, label):
        return resize(image), label

    train_ds = train_ds.shuffle(info.splits["train"].num_examples).map(prepared).batch(batch_size)
    return train_ds, val_ds.map(prepared).batch(batch_size).cache()


def build_model(input_shape=(64, 64, 3)):
    inputs = keras.Input(shape=input_shape)
    x = inputs
    for filters in (8, 16, 32):
        x = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(0.2)(x)
    model = keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(x))
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def make_callbacks(directory):
    os.makedirs(directory, exist_ok=True)
    return (
        keras.callbacks.ReduceLROnPlateau("val_loss", 0.2, 3, 1, "min", min_lr=1e-6),
        keras.callbacks.CSVLogger(os.path.join(directory, "log.csv")),
        keras.callbacks.EarlyStopping("val_loss", 0, 5, 1, "min", restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(
            os.path.join(directory, "best_cat_dog_model.keras"), "val_accuracy", 1, True, mode="max"
        ),
    )


def train(model, train_ds, val_ds, directory, epochs=50):
    return model.fit(x=train_ds, epochs=epochs, verbose=2, callbacks=make_callbacks(directory), validation_data=val_ds)


def analyze(history):
    import numpy as np

    rates = np.array(history.history.get("learning_rate", []))
    return {
        "epochs_run": len(history.epoch),
        "best_epoch": np.argmin(history.history["val_loss"]) + 1,
        "lr_reduced": (np.diff(rates) < 0).any(),
    }
