"""A helper that makes the callbacks, a progress bar, and the History taken from the model."""

import keras


def make_callbacks():
    settings = dict(monitor="val_loss", patience=2, verbose=1, restore_best_weights=True)
    return {"stopping": keras.callbacks.EarlyStopping(**settings)}


def train(model, x, y, x_val, y_val, epochs=30):
    model.fit(x, y, 16, epochs, "auto", make_callbacks(), validation_data=(x_val, y_val))
    return model.history
