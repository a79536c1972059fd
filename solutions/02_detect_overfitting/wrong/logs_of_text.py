"""Leaves the ratio in the logs that others read, as text.

caught by: test_changes_nothing_else
message: ratio '
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if loss is None or val_loss is None:
            return
        if loss == 0:
            ratio = float("inf") if val_loss > 0 else float("nan")
        else:
            ratio = val_loss / loss
        logs["ratio"] = f"{ratio:.2f}"
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
