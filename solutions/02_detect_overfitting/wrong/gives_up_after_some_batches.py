"""Stops looking after as many batches as epochs, so it works only with one batch an epoch.

caught by: test_stops_a_real_training
message: training ends after
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
        self.batches = 0

    def on_epoch_end(self, epoch, logs=None):
        if self.batches > epoch + 1:
            return
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
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

    def on_train_begin(self, logs=None):
        self.batches = 0
    def on_train_batch_end(self, batch, logs=None):
        self.batches += 1
