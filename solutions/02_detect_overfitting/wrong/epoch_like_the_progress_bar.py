"""Shows the number that the progress bar shows.

misconception: epochs_from_one
caught by: test_prints_the_ratio
message: prints `Epoch: 0,
"""

import math

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
        self.shown = None

    def on_epoch_begin(self, epoch, logs=None):
        self.shown = epoch + 1

    def on_epoch_end(self, epoch, logs=None):
        try:
            ratio = logs["val_loss"] / logs["loss"]
        except KeyError:
            return
        except ZeroDivisionError:
            ratio = math.inf if logs["val_loss"] > 0 else math.nan
        print("Epoch: %d, Val/Train loss ratio: %.2f" % (self.shown, ratio))
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
