"""Written by hand: any epoch that is no better ends the training.

misconception: gives_up_at_once
caught by: test_stops_after_two_epochs_without_progress
message: the last epoch is
"""

import math

import keras


class StopWhenWorse(keras.callbacks.Callback):
    best = math.inf

    def on_train_begin(self, logs=None):
        self.best, self.kept, self.end = math.inf, None, 0

    def on_epoch_end(self, epoch, logs=None):
        value = logs["val_loss"]
        if value >= self.best:
            self.end = epoch + 1
            self.model.stop_training = True
        else:
            self.best = value
            self.kept = self.model.get_weights()

    def on_train_end(self, logs=None):
        if self.end:
            print("Epoch %d: early stopping" % self.end)
        if self.kept is not None:
            self.model.set_weights(self.kept)


def train(model, x, y, x_val, y_val, epochs=30):
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=[StopWhenWorse()], verbose=0)
