"""Switches the best weights off, thinking of memory.

misconception: keeps_the_last_weights
caught by: test_leaves_the_best_weights
message: the weights of epoch
"""

import keras


class Stopping(keras.callbacks.EarlyStopping):
    def __init__(self):
        super().__init__(monitor="val_loss", mode="min", patience=2, verbose=1, restore_best_weights=False)


def train(model, x, y, x_val, y_val, epochs=30):
    options = {"epochs": epochs, "verbose": 0, "callbacks": [Stopping()]}
    return model.fit(x, y, validation_data=(x_val, y_val), **options)
