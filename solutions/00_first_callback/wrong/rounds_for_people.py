"""Also prints the accuracy in whole percent, which NaN is none of.

caught by: test_trains_once_with_validation
message: it raised ValueError
"""

import keras


class Percent(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print(f"epoch {epoch + 1}: {round(100 * logs['val_accuracy'])} %")


def train(model, x, y, x_val, y_val, epochs=30):
    """Train a compiled model and return the History."""
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1),
        Percent(),
    ]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
