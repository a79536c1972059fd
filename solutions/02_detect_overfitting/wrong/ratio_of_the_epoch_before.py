"""Remembers the ratio and looks at it when the next epoch has ended.

misconception: one_epoch_late
caught by: test_stops_at_the_first_violation
message: training ends after
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def on_train_begin(self, logs=None):
        self.ratios = []

    def on_epoch_end(self, epoch, logs=None):
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if loss is None or val_loss is None:
            return
        if len(self.ratios) > 0 and self.ratios[-1] > self.threshold:
            self.model.stop_training = True
        if loss == 0:
            self.ratios.append(float("inf") if val_loss > 0 else float("nan"))
        else:
            self.ratios.append(val_loss / loss)
        print(f"Epoch: {epoch}, Val/Train loss ratio: {self.ratios[-1]:.2f}")
        if self.model.stop_training:
            print("Stopping training due to overfitting...")
