"""Exercise 02: a callback that stops training when the model overfits.

Grade this file with `pytest exercises/02_detect_overfitting` or `grader check 02`.
"""

import math

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    """Ends training when val_loss / loss rises above a threshold."""

    def __init__(self, threshold):
        # TODO 1: call the constructor of the base class and remember the threshold.
        ### BEGIN SOLUTION
        super().__init__()
        self.threshold = threshold
        ### END SOLUTION

    def on_epoch_end(self, epoch, logs=None):
        # TODO 2: read both losses from `logs`; when one of them is missing there is nothing to do.
        # TODO 3: print the line, e.g. "Epoch: 0, Val/Train loss ratio: 1.07".
        # TODO 4: when the ratio is strictly greater than the threshold, say so and end training.
        ### BEGIN SOLUTION
        logs = logs or {}
        loss, val_loss = logs.get("loss"), logs.get("val_loss")
        if loss is None or val_loss is None:
            return
        if loss == 0:
            ratio = math.inf if val_loss > 0 else math.nan
        else:
            ratio = val_loss / loss
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        # A comparison with NaN is false, so nothing stops when there is nothing to compare.
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
        ### END SOLUTION
