"""Collects the losses in the hooks of training and validation, and decides at the end of the epoch."""

import sys

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.threshold = kwargs["threshold"] if "threshold" in kwargs else args[0]
        self.validation = None

    def on_epoch_begin(self, epoch, logs=None):
        self.validation = None

    def on_test_end(self, logs=None):
        self.validation = logs["loss"]

    def on_epoch_end(self, number, metrics=None):
        if self.validation is None or "loss" not in metrics:
            return
        loss = metrics["loss"]
        ratio = self.validation / loss if loss else (float("inf") if self.validation > 0 else float("nan"))
        sys.stdout.write(f"Epoch: {number}, Val/Train loss ratio: {ratio:.2f}\n")
        if ratio > self.threshold:
            sys.stdout.write("Stopping training due to overfitting...\n")
            self.model.stop_training = True
