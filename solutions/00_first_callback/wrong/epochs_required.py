"""Asks for the epochs every time.

caught by: test_can_be_called
message: `epochs` needs a default
"""

import keras


def train(model, x, y, x_val, y_val, epochs):
    callbacks = [keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1)]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
