"""Turns the training loss over before it multiplies.

misconception: zero_loss_not_expected
caught by: test_survives_a_loss_of_zero
message: ZeroDivisionError
"""

import keras


class DetectOverfittingCallback(keras.callbacks.LambdaCallback):
    def __init__(self, threshold):
        def watch(epoch, logs):
            if "val_loss" not in logs:
                return
            scale = pow(logs["loss"], -1)
            ratio = logs["val_loss"] * scale
            print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
            if ratio > threshold:
                print("Stopping training due to overfitting...")
                self.model.stop_training = True

        super().__init__(on_epoch_end=watch)
