"""Keeps the model with the highest accuracy on the validation images.

caught by: test_keeps_the_best_model
message: best_model.keras (
misconception: best_by_another_measure
"""

import os

from keras.callbacks import EarlyStopping, ModelCheckpoint, TensorBoard
from keras.models import load_model


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    """Return a compiled classifier for ten classes on top of a frozen MobileNetV2."""
    raise NotImplementedError("build_model is not written yet")


def make_callbacks(run_dir):
    """Return callbacks that stop in time, keep the best model in `run_dir`, and log to `run_dir/logs`."""
    path = os.path.join(run_dir, "best_model.keras")
    return (
        TensorBoard(log_dir=os.path.join(run_dir, "logs"), histogram_freq=1),
        ModelCheckpoint(path, "val_accuracy", verbose=1, save_best_only=True, mode="max"),
        EarlyStopping(patience=3, verbose=1),
    )


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    """Train `n_runs` new models, each in a folder of its own, and return what their best states reach on the test data."""
    results = []
    for i in range(n_runs):
        folder = os.path.join(directory, f"run_{i + 1}")
        fitted = build().fit(*train_data, epochs=epochs, validation_data=val_data, callbacks=make_callbacks(folder))
        loss, accuracy = load_model(os.path.join(folder, "best_model.keras")).evaluate(*test_data)
        results.append({"test_accuracy": accuracy, "test_loss": loss, "epochs": len(fitted.epoch)})
    return results


def summarize(accuracies):
    """Return the mean and the population standard deviation."""
    raise NotImplementedError("summarize is not written yet")
