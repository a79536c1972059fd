"""Has another default.

caught by: test_goes_on_while_there_is_progress
message: all 30 epochs run
"""

import keras


def train(model, x, y, x_val, y_val, epochs=10):
    callbacks = [keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1)]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
