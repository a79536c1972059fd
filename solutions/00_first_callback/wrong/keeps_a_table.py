"""Also writes the losses into a file, which nobody asked for.

caught by: test_trains_once_with_validation
message: `train` writes no file
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    """Train a compiled model and return the History."""
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1),
        keras.callbacks.CSVLogger("losses.csv"),
    ]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
