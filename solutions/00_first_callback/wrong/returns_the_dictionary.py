"""Returns the dictionary inside the History.

caught by: test_trains_once_with_validation
message: train returns the History
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    callbacks = [keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1)]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0).history
