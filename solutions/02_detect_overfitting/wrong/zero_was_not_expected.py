"""Guards against a missing val_loss only.

misconception: zero_loss_not_expected
caught by: test_survives_a_loss_of_zero
message: ZeroDivisionError
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def _overfits(self, epoch, train, val):
        ratio = float(val) / float(train)
        print("Epoch: %i, Val/Train loss ratio: %.2f" % (epoch, ratio))
        return ratio > self.threshold

    def on_epoch_end(self, epoch, logs=None):
        try:
            train, val = logs["loss"], logs["val_loss"]
        except KeyError:
            return
        if self._overfits(epoch, train, val):
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
