"""Saves no model with a loss above 2.

caught by: test_keeps_the_best_model
message: it never was
"""

import os
from pathlib import Path

import keras
import numpy as np
import tensorflow_datasets as tfds

# Where Keras keeps the weights of a MobileNetV2 for images of 96 x 96 pixels, once they have been downloaded.
KERAS_HOME = Path(os.environ.get("KERAS_HOME", Path.home() / ".keras"))
IMAGENET = KERAS_HOME / "models" / "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_96_no_top.h5"


def load_data(most=6000):
    """Return (x, y) for training, validation and test: images (n, 28, 28, 1) from 0 to 255, labels from 0 to 9."""
    splits = ["train[:90%]", "train[90%:]", "test"]
    parts = tfds.load("fashion_mnist", split=splits, as_supervised=True, batch_size=-1)
    return [(images.numpy()[:most], labels.numpy()[:most]) for images, labels in parts]


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    """Return a compiled classifier for ten classes on top of a frozen MobileNetV2."""
    inputs = keras.Input(image_shape)
    base = keras.applications.MobileNetV2(
        input_shape=(base_size, base_size, 3), alpha=alpha, include_top=False, weights=weights
    )
    base.trainable = False
    images = keras.layers.Resizing(base_size, base_size)(inputs)
    images = keras.layers.Concatenate()([images, images, images])
    images = keras.layers.Rescaling(1 / 127.5, offset=-1)(images)
    features = keras.layers.GlobalAveragePooling2D()(base(images, training=False))
    hidden = keras.layers.Dense(480, activation="relu")(features)
    outputs = keras.layers.Dense(10, activation="softmax")(keras.layers.Dropout(0.3)(hidden))
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


def make_callbacks(run_dir):
    """Return callbacks that stop in time, keep the best model in `run_dir`, and log to `run_dir/logs`."""
    run_dir = Path(run_dir)
    return [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, verbose=1),
        keras.callbacks.ModelCheckpoint(
            run_dir / "best_model.keras", monitor="val_loss", save_best_only=True, initial_value_threshold=2.0, verbose=1
        ),
        keras.callbacks.TensorBoard(run_dir / "logs", histogram_freq=1),
    ]


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    """Train `n_runs` new models, each in a folder of its own, and return what their best states reach on the test data."""
    results = []
    for run in range(1, n_runs + 1):
        run_dir = Path(directory) / f"run_{run}"
        model = build()
        history = model.fit(
            *train_data, validation_data=val_data, epochs=epochs, callbacks=make_callbacks(run_dir), verbose=2
        )
        best = keras.models.load_model(run_dir / "best_model.keras")
        measured = best.evaluate(*test_data, verbose=0, return_dict=True)
        results.append(
            {"test_accuracy": measured["accuracy"], "test_loss": measured["loss"], "epochs": len(history.epoch)}
        )
    return results


def summarize(accuracies):
    """Return the mean and the population standard deviation."""
    return float(np.mean(accuracies)), float(np.std(accuracies))
