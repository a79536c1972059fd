"""Guards first, then the rule; the base class last in the constructor."""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        self.limit = threshold
        super().__init__()

    def on_epoch_end(self, epoch, logs=None):
        if not logs or "loss" not in logs or "val_loss" not in logs:
            return
        train, validation = logs["loss"], logs["val_loss"]
        try:
            ratio = validation / train
        except ZeroDivisionError:
            ratio = float("inf") if validation > 0 else 0.0
        print("Epoch: {}, Val/Train loss ratio: {:.2f}".format(epoch, ratio))
        if ratio > self.limit:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
