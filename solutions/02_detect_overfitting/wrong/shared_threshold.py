"""Keeps the threshold on the class, so that the last callback made decides for all.

caught by: test_can_be_used_again
message: threshold 1.5
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        DetectOverfittingCallback.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if loss is None or val_loss is None:
            return
        if loss == 0:
            ratio = float("inf") if val_loss > 0 else float("nan")
        else:
            ratio = val_loss / loss
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        if ratio > DetectOverfittingCallback.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
