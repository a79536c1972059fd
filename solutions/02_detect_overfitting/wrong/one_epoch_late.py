"""Stops at the end of the epoch after the violation.

misconception: one_epoch_late
caught by: test_stops_at_the_first_violation
message: training ends after
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
        self.late = False

    def on_epoch_end(self, epoch, logs=None):
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if loss is None or val_loss is None:
            return
        if loss == 0:
            ratio = float("inf") if val_loss > 0 else float("nan")
        else:
            ratio = val_loss / loss
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        late, self.late = self.late, ratio > self.threshold
        if late:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
