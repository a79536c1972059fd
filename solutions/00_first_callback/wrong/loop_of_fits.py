"""Calls fit once for each epoch.

caught by: test_trains_once_with_validation
message: calls of fit
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    callbacks = [keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1)]
    for _ in range(epochs):
        history = model.fit(x, y, validation_data=(x_val, y_val), epochs=1, callbacks=callbacks, verbose=0)
    return history
