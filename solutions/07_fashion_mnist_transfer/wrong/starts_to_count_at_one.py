"""Has counted one epoch before there was any.

caught by: test_stops_after_three
message: training ends after epoch
misconception: gives_up_early
"""

from pathlib import Path

import keras


class Patience(keras.callbacks.Callback):
    """Stops when `patience` epochs in a row were no better."""

    def __init__(self, patience=3):
        super().__init__()
        self.patience = patience

    def on_train_begin(self, logs=None):
        self.history = []

    def on_epoch_end(self, epoch, logs=None):
        self.history.append(logs["val_loss"])
        since = len(self.history) - self.history.index(min(self.history))
        if since >= self.patience:
            print(f"Epoch {epoch + 1}: early stopping")
            self.model.stop_training = True


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    """Return a compiled classifier for ten classes on top of a frozen MobileNetV2."""
    raise NotImplementedError("build_model is not written yet")


def make_callbacks(run_dir):
    """Return callbacks that stop in time, keep the best model in `run_dir`, and log to `run_dir/logs`."""
    run_dir = Path(run_dir)
    return [
        Patience(),
        keras.callbacks.ModelCheckpoint(run_dir / "best_model.keras", save_best_only=True, verbose=1),
        keras.callbacks.TensorBoard(run_dir / "logs", histogram_freq=1),
    ]


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    """Train `n_runs` new models, each in a folder of its own, and return what their best states reach on the test data."""
    raise NotImplementedError("run_trials is not written yet")


def summarize(accuracies):
    """Return the mean and the population standard deviation."""
    raise NotImplementedError("summarize is not written yet")
