"""Goes on while the ratio is below the threshold, and so stops when it is equal.

misconception: stops_when_equal
caught by: test_compares_strictly_and_unrounded
message: greater than
message: val_loss 0.75
"""

import math

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if None in (loss, val_loss):
            return
        if loss == 0 and val_loss == 0 or math.isnan(loss) or math.isnan(val_loss):
            return
        ratio = math.inf if loss == 0 else val_loss / loss
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        if ratio < self.threshold:
            return
        print("Stopping training due to overfitting...")
        self.model.stop_training = True
