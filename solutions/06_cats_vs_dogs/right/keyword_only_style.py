"""Nested lists of callbacks from helpers, cropped images, a cached pipeline, one batch norm."""

from pathlib import Path

import keras
import tensorflow as tf
import tensorflow_datasets as tfds


def _cropped(size, image):
    return keras.layers.Resizing(*size, crop_to_aspect_ratio=True)(tf.cast(image, "float32")) / 255.0


def load_data(image_size=(64, 64), batch_size=32):
    both = tfds.load(name="cats_vs_dogs", split=["train[:80%]", "train[-20%:]"], as_supervised=True)
    train_ds, val_ds = (
        part.map(lambda image, label: (_cropped(image_size, image), tf.expand_dims(label, -1))).cache() for part in both
    )
    return train_ds.shuffle(64).batch(batch_size), val_ds.batch(batch_size)


def build_model(input_shape=(64, 64, 3)):
    model = keras.Sequential([keras.Input(input_shape)])
    for filters in (8, 16, 32, 64):
        model.add(keras.layers.Conv2D(filters, (3, 3), activation="elu"))
        model.add(keras.layers.MaxPooling2D((2, 2)))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(64, activation="elu"))
    model.add(keras.layers.Dropout(0.5))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.RMSprop(learning_rate=5e-4), metrics=["accuracy"])
    return model


def saver(directory):
    target = Path(directory).expanduser().resolve()
    target.mkdir(parents=True, exist_ok=True)
    return keras.callbacks.ModelCheckpoint(
        str(target / "best_cat_dog_model.keras"), monitor="val_accuracy", save_best_only=True, verbose=1
    )


def controllers():
    yield keras.callbacks.EarlyStopping(patience=5, verbose=1)
    yield keras.callbacks.ReduceLROnPlateau(factor=0.25, patience=3, verbose=2, min_lr=1e-7)


def make_callbacks(directory):
    return [[saver(directory)], [*controllers()]]


def train(model, train_ds, val_ds, directory, epochs=50):
    options = {"epochs": epochs, "validation_data": val_ds}
    options["callbacks"] = make_callbacks(directory=directory)
    return model.fit(train_ds, **options)


def analyze(history):
    log = history.history
    lowest = min(log["val_loss"])
    best = 1 + log["val_loss"].index(lowest)
    lowered = False
    if "learning_rate" in log:
        for index in range(len(log["learning_rate"]) - 1):
            lowered = lowered or log["learning_rate"][index + 1] < log["learning_rate"][index]
    return {"best_epoch": best, "lr_reduced": lowered, "epochs_run": len(log["loss"])}
