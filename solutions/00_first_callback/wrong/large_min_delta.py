"""Wants steps of 0.5, so real progress does not count.

caught by: test_goes_on_while_there_is_progress
message: all
message: epochs run
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    callbacks = [keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, min_delta=0.5, restore_best_weights=True, verbose=1)]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
