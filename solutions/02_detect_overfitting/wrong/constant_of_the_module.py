"""Compares with a constant at the top of the file.

misconception: threshold_ignored
caught by: test_stops_at_the_first_violation
message: threshold
"""

import math

import keras

THRESHOLD = 1.3


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold=THRESHOLD):
        super().__init__()

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" not in (logs or {}):
            return
        train, val = logs["loss"], logs["val_loss"]
        if train:
            ratio = val / train
        else:
            ratio = math.inf if val > 0 else math.nan
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        if ratio > THRESHOLD:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
