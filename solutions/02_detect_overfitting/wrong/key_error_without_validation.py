"""Takes val_loss for granted.

misconception: val_loss_taken_for_granted
caught by: test_goes_on_without_validation
message: KeyError
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        loss, val_loss = logs["loss"], logs["val_loss"]
        if loss is None or val_loss is None:
            return
        if loss == 0:
            ratio = float("inf") if val_loss > 0 else float("nan")
        else:
            ratio = val_loss / loss
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
