"""Validates on the data that the model learns from.

caught by: test_stops_a_real_training
message: val_loss measured on x_val and y_val
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    """Train a compiled model and return the History."""
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1),
    ]
    return model.fit(x, y, validation_data=(x, y), epochs=epochs, callbacks=callbacks, verbose=0)
