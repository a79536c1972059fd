"""Exercise 02: a callback that stops training when the model overfits.

Grade this file with `pytest exercises/02_detect_overfitting` or `grader check 02`.
"""

import math

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    """Ends training when val_loss / loss rises above a threshold."""

    def __init__(self, threshold):
        # TODO 1: call the constructor of the base class and remember the threshold.
        raise NotImplementedError("DetectOverfittingCallback.__init__ is not written yet")

    def on_epoch_end(self, epoch, logs=None):
        # TODO 2: read both losses from `logs`; when one of them is missing there is nothing to do.
        # TODO 3: print the line, e.g. "Epoch: 0, Val/Train loss ratio: 1.07".
        # TODO 4: when the ratio is strictly greater than the threshold, say so and end training.
        raise NotImplementedError("DetectOverfittingCallback.on_epoch_end is not written yet")
