"""Takes the arguments in another order.

caught by: test_can_be_called
message: is not argument number
"""

import keras


def train(model, x, x_val, y, y_val, epochs=30):
    callbacks = [keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1)]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
