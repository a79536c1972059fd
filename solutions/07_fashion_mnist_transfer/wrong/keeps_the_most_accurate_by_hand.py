"""Compares accuracies in a callback written by hand.

caught by: test_keeps_the_best_model
message: best_model.keras (
misconception: best_by_another_measure
"""

from pathlib import Path

import keras


class Keeper(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path, self.best = path, -1.0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_accuracy"] > self.best:
            self.best = logs["val_accuracy"]
            self.path.parent.mkdir(parents=True, exist_ok=True)
            print(f"\nEpoch {epoch + 1}: val_accuracy improved to {self.best:.5f}, saving model to {self.path}")
            self.model.save(self.path)


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    """Return a compiled classifier for ten classes on top of a frozen MobileNetV2."""
    raise NotImplementedError("build_model is not written yet")


def make_callbacks(run_dir):
    """Return callbacks that stop in time, keep the best model in `run_dir`, and log to `run_dir/logs`."""
    run_dir = Path(run_dir)
    return [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, verbose=1),
        Keeper(run_dir / "best_model.keras"),
        keras.callbacks.TensorBoard(run_dir / "logs", histogram_freq=1),
    ]


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    """Train `n_runs` new models, each in a folder of its own, and return what their best states reach on the test data."""
    raise NotImplementedError("run_trials is not written yet")


def summarize(accuracies):
    """Return the mean and the population standard deviation."""
    raise NotImplementedError("summarize is not written yet")
