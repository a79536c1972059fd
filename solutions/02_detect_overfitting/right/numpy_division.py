"""Lets NumPy divide, which knows infinity and NaN."""

import keras
import numpy as np


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
        self.ratios = []

    def on_train_begin(self, logs=None):
        self.ratios = []

    def on_epoch_end(self, epoch, logs=None):
        if logs is None or logs.get("val_loss") is None or logs.get("loss") is None:
            return
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.float64(logs["val_loss"]) / np.float64(logs["loss"])
        self.ratios.append(ratio)
        print("Epoch: %d, Val/Train loss ratio: %.2f" % (epoch, ratio))
        if np.greater(ratio, self.threshold):
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
