"""Multiplies in place of dividing, and lets equality count.

misconception: stops_when_equal
caught by: test_compares_strictly_and_unrounded
message: greater than
message: val_loss 0.75
"""

import keras
import numpy as np


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.max_ratio = threshold

    def on_epoch_end(self, epoch, logs=None):
        if logs is None or logs.get("val_loss") is None:
            return
        train, val = np.float64(logs["loss"]), np.float64(logs["val_loss"])
        with np.errstate(all="ignore"):
            print(f"Epoch: {epoch}, Val/Train loss ratio: {val / train:.2f}")
        too_much = val >= train * self.max_ratio and val > 0
        if too_much:
            print("Stopping training due to overfitting...")
        self.model.stop_training = bool(too_much)
