"""Leaves the patience at its default of 0.

misconception: gives_up_at_once
caught by: test_stops_after_two_epochs_without_progress
message: the last epoch is
message: one bad epoch can be bad luck
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    callbacks = [keras.callbacks.EarlyStopping(monitor="val_loss", restore_best_weights=True, verbose=1)]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
