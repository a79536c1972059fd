"""Announces a stop once, and never again.

caught by: test_can_be_used_again
message: it is not there
"""

import math

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    """Ends training when val_loss / loss rises above a threshold."""

    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
        self.told = False

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if loss is None or val_loss is None:
            return
        if loss == 0:
            ratio = math.inf if val_loss > 0 else math.nan
        else:
            ratio = val_loss / loss
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        # A comparison with NaN is false, so nothing stops when there is nothing to compare.
        if ratio > self.threshold:
            if not self.told:
                print("Stopping training due to overfitting...")
            self.told = True
            self.model.stop_training = True
