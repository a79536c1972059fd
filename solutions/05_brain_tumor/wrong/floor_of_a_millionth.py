"""Stops reducing at a millionth, which a long plateau reaches.

caught by: test_reduces_while_the_plateau_lasts
message: trained at 1e-06
"""

import sys

import keras
import numpy as np

CLASSES = ["glioma_tumor", "meningioma_tumor", "no_tumor", "pituitary_tumor"]


def load_folder(folder, side=64):
    """Return the images (n, side, side, 3), float32 from 0 to 1, and their labels (n,), sorted by class."""
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=CLASSES, image_size=(side, side), batch_size=None, shuffle=False
    )
    images, labels = zip(*dataset.as_numpy_iterator())
    return np.stack(images).astype("float32") / 255, np.array(labels)


def build_model(input_shape, num_classes=4):
    """Return a compiled CNN: a softmax over the classes, for integer labels."""
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


def make_callbacks(log_dir):
    """Return the callbacks: logs for TensorBoard, and a lower rate on a plateau of `val_accuracy`."""
    return [
        keras.callbacks.TensorBoard(log_dir=log_dir),
        keras.callbacks.ReduceLROnPlateau(
            monitor="val_accuracy", mode="max", factor=0.3, patience=2, min_delta=0.001, min_lr=1e-6, verbose=1
        ),
    ]


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    """Train on 90 % of the images, validate on the other 10 %, and return the History."""
    order = np.random.default_rng(0).permutation(len(x_train))
    return model.fit(
        x_train[order],
        y_train[order],
        # Keras takes the last tenth as it finds it, before it shuffles.
        validation_split=0.1,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=make_callbacks(log_dir),
    )


def reductions(history):
    """Return the epochs (from 1) after which the learning rate was lower."""
    rates = history.history.get("learning_rate", [])
    return [epoch for epoch in range(1, len(rates)) if rates[epoch] < rates[epoch - 1]]
