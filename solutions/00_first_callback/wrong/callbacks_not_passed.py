"""Makes the callback and forgets to hand it to fit.

misconception: nothing_stops_it
caught by: test_stops_after_two_epochs_without_progress
message: the last epoch is
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    callbacks = [keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1)]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, verbose=0)
