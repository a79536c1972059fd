"""Counts the epochs of each fit from 0, also of one that goes on after a break.

caught by: test_prints_the_ratio
message: prints `Epoch:
"""

import math

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    """Ends training when val_loss / loss rises above a threshold."""

    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def on_train_begin(self, logs=None):
        self.epoch = -1

    def on_epoch_end(self, epoch, logs=None):
        self.epoch += 1
        logs = logs or {}
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if loss is None or val_loss is None:
            return
        if loss == 0:
            ratio = math.inf if val_loss > 0 else math.nan
        else:
            ratio = val_loss / loss
        print(f"Epoch: {self.epoch}, Val/Train loss ratio: {ratio:.2f}")
        # A comparison with NaN is false, so nothing stops when there is nothing to compare.
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
