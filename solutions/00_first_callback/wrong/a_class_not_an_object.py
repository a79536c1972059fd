"""Passes the class itself.

caught by: test_stops_after_two_epochs_without_progress
message: it raised TypeError
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    callbacks = [keras.callbacks.EarlyStopping]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
