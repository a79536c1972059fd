"""Settings by position, imported from tf.keras, with a mode."""

from tensorflow.keras.callbacks import EarlyStopping


def train(model, x, y, x_val, y_val, epochs=30):
    return model.fit(
        x, y, epochs=epochs, verbose=0, validation_data=(x_val, y_val), callbacks=EarlyStopping("val_loss", 0, 2, 1, "min", None, True)
    )
