"""Keeps a counter of its own, which begins with 1.

misconception: epochs_from_one
caught by: test_prints_the_ratio
message: prints `Epoch: 0,
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
        self.n = 0

    def on_train_begin(self, logs=None):
        self.n = 0

    def on_epoch_end(self, epoch, logs=None):
        self.n += 1
        train = logs.get("loss")
        val = logs.get("val_loss")
        if train is None or val is None:
            return
        ratio = val / train if train else (float("inf") if val > 0 else 0.0)
        print("Epoch: " + str(self.n) + ", Val/Train loss ratio: " + format(ratio, ".2f"))
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
