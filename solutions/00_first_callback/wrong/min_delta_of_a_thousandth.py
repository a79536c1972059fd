"""Counts a gain only from 0.001 on, as many tutorials do.

caught by: test_goes_on_while_there_is_progress
message: epochs run
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    """Train a compiled model and return the History."""
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_loss", min_delta=0.001, patience=2, restore_best_weights=True, verbose=1),
    ]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
