"""Believes that what a hook returns ends the training.

misconception: stop_goes_nowhere
caught by: test_stops_at_the_first_violation
message: training ends after
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    STOP = "Stopping training due to overfitting..."

    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def _ratio(self, logs):
        train, val = logs.get("loss"), logs.get("val_loss")
        if train is None or val is None:
            return None
        if train == 0:
            return float("inf") if val > 0 else float("nan")
        return val / train

    def on_epoch_end(self, epoch, logs=None):
        ratio = self._ratio(logs or {})
        if ratio is None:
            return False
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        stop = ratio > self.threshold
        if stop:
            print(self.STOP)
        return stop
