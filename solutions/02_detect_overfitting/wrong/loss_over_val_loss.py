"""Writes a helper whose arguments come in the other order.

misconception: ratio_inverted
caught by: test_stops_at_the_first_violation
message: training ends after
message: threshold
"""

import math

from keras.callbacks import Callback


def loss_ratio(validation, training):
    if training == 0:
        return math.inf if validation > 0 else math.nan
    return validation / training if validation else 0.0


class DetectOverfittingCallback(Callback):
    def __init__(self, threshold):
        super().__init__()
        self.limit = threshold

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        if not {"loss", "val_loss"} <= logs.keys():
            return
        if logs["loss"] == 0:
            ratio = math.inf if logs["val_loss"] > 0 else math.nan
        else:
            ratio = loss_ratio(logs["loss"], logs["val_loss"])
        print("Epoch: {}, Val/Train loss ratio: {:.2f}".format(epoch, ratio))
        if ratio > self.limit:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
