"""Restores the best weights only when training was stopped early.

caught by: test_leaves_the_best_weights
message: the weights of epoch
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    stopping = keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, verbose=1)
    keep = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10_000, restore_best_weights=True)
    callbacks = [stopping, keep]
    last = {}
    callbacks.append(keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: last.update(w=model.get_weights())))
    history = model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
    if not stopping.stopped_epoch:
        model.set_weights(last["w"])
    return history
