"""Appends the callback to a list after fit has had it.

misconception: nothing_stops_it
caught by: test_stops_after_two_epochs_without_progress
message: the last epoch is
"""

from tensorflow import keras


def train(model, x, y, x_val, y_val, epochs=30):
    my_callbacks = []
    history = model.fit(x, y, epochs=epochs, validation_data=(x_val, y_val), verbose=0, callbacks=list(my_callbacks))
    stopper = keras.callbacks.EarlyStopping("val_loss", patience=2, verbose=1, restore_best_weights=True)
    my_callbacks.append(stopper)
    return history
