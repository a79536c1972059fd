"""Puts validation and test data together, to have more to decide by.

caught by: test_keeps_training_validation_and_test_apart
message: no image of the test data
misconception: test_data_decides
"""

from pathlib import Path

import keras
import numpy as np


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
            run_dir / "best_model.keras", monitor="val_loss", save_best_only=True, verbose=1
        ),
        keras.callbacks.TensorBoard(run_dir / "logs", histogram_freq=1),
    ]


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    """Train `n_runs` new models, each in a folder of its own, and return what their best states reach on the test data."""
    images = np.concatenate([val_data[0], test_data[0]])
    labels = np.concatenate([val_data[1], test_data[1]])
    results = []
    for run in range(1, n_runs + 1):
        run_dir = Path(directory) / f"run_{run}"
        history = build().fit(
            *train_data, validation_data=(images, labels), epochs=epochs, callbacks=make_callbacks(run_dir)
        )
        best = keras.models.load_model(run_dir / "best_model.keras")
        loss, accuracy = best.evaluate(*test_data)
        results.append({"test_accuracy": accuracy, "test_loss": loss, "epochs": len(history.epoch)})
    return results


def summarize(accuracies):
    """Return the mean and the population standard deviation."""
    return float(np.mean(accuracies)), float(np.std(accuracies))
