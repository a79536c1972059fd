"""Unpacks all the data first, and then takes the test images for the validation.

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
    (x_train, y_train), (x_test, y_test) = train_data, test_data
    results = []
    for i in range(n_runs):
        folder = Path(directory, f"run_{i + 1}")
        model = build()
        trained = model.fit(
            x_train, y_train, epochs=epochs, validation_data=(x_test, y_test), callbacks=make_callbacks(folder), verbose=2
        )
        model = keras.models.load_model(folder / "best_model.keras")
        values = model.evaluate(x_test, y_test, return_dict=True, verbose=0)
        results.append({"test_accuracy": values["accuracy"], "test_loss": values["loss"], "epochs": len(trained.epoch)})
    return results


def summarize(accuracies):
    """Return the mean and the population standard deviation."""
    return float(np.mean(accuracies)), float(np.std(accuracies))
