"""Picks both losses out of the logs in a helper, whether they are there or not.

misconception: val_loss_taken_for_granted
caught by: test_goes_on_without_validation
message: KeyError
"""

from operator import itemgetter

import keras

losses = itemgetter("val_loss", "loss")


def ratio_of(logs):
    val, train = losses(logs)
    try:
        return val / train
    except ZeroDivisionError:
        return float("inf") if val > 0 else float("nan")


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        ratio = ratio_of(logs)
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
