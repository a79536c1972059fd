"""Written by hand: stops in time and leaves the model as the last epoch made it.

misconception: keeps_the_last_weights
caught by: test_leaves_the_best_weights
message: the weights of epoch
"""

import keras


class Stop(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience = patience

    def on_train_begin(self, logs=None):
        self.losses = []

    def on_epoch_end(self, epoch, logs=None):
        self.losses.append(logs["val_loss"])
        recent, before = self.losses[-self.patience :], self.losses[: -self.patience]
        if before and min(recent) >= min(before):
            print(f"Epoch {epoch + 1}: early stopping")
            self.model.stop_training = True


def train(model, x, y, x_val, y_val, epochs=30):
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=[Stop(2)], verbose=0)
