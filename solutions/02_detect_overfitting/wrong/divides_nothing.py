"""Asks for val_loss politely and divides what it gets, None included.

misconception: val_loss_taken_for_granted
caught by: test_goes_on_without_validation
message: TypeError
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        train_loss = logs.get("loss")
        val_loss = logs.get("val_loss")
        if train_loss == 0:
            ratio = float("inf") if val_loss else float("nan")
        else:
            ratio = val_loss / train_loss
        print("Epoch: {}, Val/Train loss ratio: {:.2f}".format(epoch, ratio))
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
