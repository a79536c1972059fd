"""Leaves the validation data out and watches the loss.

misconception: watches_another_metric
caught by: test_trains_once_with_validation
message: fit is given the validation data
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    callbacks = [keras.callbacks.EarlyStopping(monitor="loss", patience=2, restore_best_weights=True, verbose=1)]
    return model.fit(x, y, epochs=epochs, callbacks=callbacks, verbose=0)
