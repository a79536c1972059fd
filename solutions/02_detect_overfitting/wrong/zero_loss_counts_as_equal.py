"""Takes the losses for equal when the loss is 0.

caught by: test_survives_a_loss_of_zero
message: training ends after 3
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
        ratio = val_loss / loss if loss else 1.0
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
