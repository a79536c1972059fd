"""Compares by multiplication, which needs no division by zero."""

import tensorflow as tf


class DetectOverfittingCallback(tf.keras.callbacks.Callback):
    def __init__(self, threshold: float) -> None:
        super().__init__()
        self.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        if {"loss", "val_loss"} <= logs.keys():
            loss, val_loss = logs["loss"], logs["val_loss"]
            print(f"Epoch: {epoch}, Val/Train loss ratio: {val_loss / loss if loss else val_loss:.2f}")
            overfits = val_loss > self.threshold * loss
            if overfits:
                print("Stopping training due to overfitting...")
            self.model.stop_training = self.model.stop_training or overfits
