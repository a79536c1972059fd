"""A function that builds a LambdaCallback would not be a class; this class delegates to one."""

import math

import keras


def compare(loss, val_loss):
    if loss is None or val_loss is None:
        return None
    if loss != 0:
        return val_loss / loss
    return math.inf if val_loss > 0 else math.nan


class DetectOverfittingCallback(keras.callbacks.LambdaCallback):
    def __init__(self, threshold):
        def watch(epoch, logs):
            ratio = compare(logs.get("loss"), logs.get("val_loss"))
            if ratio is not None:
                print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
                if ratio > threshold:
                    print("Stopping training due to overfitting...")
                    self.model.stop_training = True

        super().__init__(on_epoch_end=watch)
