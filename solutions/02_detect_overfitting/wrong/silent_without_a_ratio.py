"""Ends training at a loss of 0 without a word, as there is no ratio to show.

caught by: test_survives_a_loss_of_zero
message: it is not there
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    """Ends training when val_loss / loss rises above a threshold."""

    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if loss is None or val_loss is None:
            return
        if loss == 0:
            if val_loss > 0:
                self.model.stop_training = True
            return
        ratio = val_loss / loss
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
