"""Ends the training in the hook that opens the next epoch.

misconception: one_epoch_late
caught by: test_stops_at_the_first_violation
message: training ends after
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
        self.overfits = False

    def on_train_begin(self, logs=None):
        self.overfits = False

    def on_epoch_begin(self, epoch, logs=None):
        if self.overfits:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True

    def on_epoch_end(self, epoch, logs=None):
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if loss is None or val_loss is None:
            return
        ratio = val_loss / loss if loss else (float("inf") if val_loss else 0.0)
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        self.overfits = ratio > self.threshold
