"""Leaves out the second argument of the hook.

caught by: test_prints_the_ratio
message: TypeError
"""

import keras


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold

    def on_epoch_end(self, epoch):
        print(f"Epoch: {epoch}")
