"""Stores the threshold under one name and compares with another one, the default of the class.

misconception: threshold_ignored
caught by: test_stops_at_the_first_violation
message: threshold
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    limit = 1.5

    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        train, val = logs.get("loss"), logs.get("val_loss")
        if train is None or val is None:
            return
        if train == 0:
            ratio = float("inf") if val > 0 else float("nan")
        else:
            ratio = val / train
        print("Epoch: {}, Val/Train loss ratio: {:.2f}".format(epoch, ratio))
        if ratio > self.limit:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
