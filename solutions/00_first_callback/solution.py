"""Exercise 00: let a built-in callback end the training at the right moment.

Grade this file with `pytest exercises/00_first_callback` or `grader check 00`.
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    """Train a compiled model and return the History."""
    callbacks = [
        # TODO: put one callback here. It stops the training after 2 epochs in a row without a better val_loss,
        # says so, and gives the model the weights of its best epoch back.
        ### BEGIN SOLUTION
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1),
        ### INSTEAD
        ### END SOLUTION
    ]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
