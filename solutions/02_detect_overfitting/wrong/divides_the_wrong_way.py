"""Divides with NumPy, the training loss first.

misconception: ratio_inverted
caught by: test_stops_at_the_first_violation
message: training ends after
message: threshold
"""

import numpy as np
import tensorflow as tf


class DetectOverfittingCallback(tf.keras.callbacks.Callback):
    def __init__(self, threshold=1.3):
        super(DetectOverfittingCallback, self).__init__()
        self.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        if "val_loss" not in logs or "loss" not in logs:
            return
        with np.errstate(divide="ignore", invalid="ignore"):
            overfit = np.divide(logs["loss"], logs["val_loss"])
        line = "Epoch: %d, Val/Train loss ratio: %.2f" % (epoch, overfit)
        print(line)
        if overfit <= self.threshold or np.isnan(overfit):
            return
        print("Stopping training due to overfitting...")
        self.model.stop_training = True
