"""Puts the best weights back when training ends, which nobody asked for.

caught by: test_changes_nothing_else
message: same weights when training ends
"""

import math

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    """Ends training when val_loss / loss rises above a threshold."""

    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
        self.lowest = math.inf
        self.best = None

    def on_train_end(self, logs=None):
        if self.best is not None:
            self.model.set_weights(self.best)

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if loss is None or val_loss is None:
            return
        if val_loss < self.lowest:
            self.lowest, self.best = val_loss, self.model.get_weights()
        if loss == 0:
            ratio = math.inf if val_loss > 0 else math.nan
        else:
            ratio = val_loss / loss
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        # A comparison with NaN is false, so nothing stops when there is nothing to compare.
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
