"""Written by hand: waits until more than two epochs were no better.

misconception: waits_one_epoch_more
caught by: test_stops_after_two_epochs_without_progress
message: the last epoch is
"""

import keras


class Stopper(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.history = []
        self.weights = []

    def on_epoch_end(self, epoch, logs=None):
        self.history.append(logs["val_loss"])
        self.weights.append(self.model.get_weights())
        best = self.history.index(min(self.history))
        if len(self.history) - 1 - best > 2:
            self.model.stop_training = True
            print(f"Epoch {epoch + 1}: early stopping")

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights[self.history.index(min(self.history))])


def train(model, x, y, x_val, y_val, epochs=30):
    return model.fit(x, y, epochs=epochs, validation_data=(x_val, y_val), callbacks=[Stopper()], verbose=0)
