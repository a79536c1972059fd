"""Written by hand, without a word.

misconception: says_nothing
caught by: test_announces_the_stop
message: early stopping` is printed
message: no such line
"""

import keras
import numpy as np


class Patience(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.waited, self.best, self.weights = 0, np.inf, None

    def on_epoch_end(self, epoch, logs=None):
        self.waited += 1
        if logs["val_loss"] < self.best:
            self.waited, self.best, self.weights = 0, logs["val_loss"], self.model.get_weights()
        self.model.stop_training = self.waited >= 2

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


def train(model, x, y, x_val, y_val, epochs=30):
    patience = Patience()
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=[patience], verbose=0)
