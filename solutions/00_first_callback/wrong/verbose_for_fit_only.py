"""Asks fit to speak, and not the callback.

misconception: says_nothing
caught by: test_announces_the_stop
message: early stopping` is printed
message: no such line
"""

from keras.callbacks import EarlyStopping


def train(model, x, y, x_val, y_val, epochs=30):
    early = EarlyStopping("val_loss", patience=2, mode="min", restore_best_weights=True, verbose=0)
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=early, verbose=2)
