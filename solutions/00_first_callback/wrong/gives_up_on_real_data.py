"""Stops when the training loss is above a number that only real losses reach.

caught by: test_stops_a_real_training
message: the last epoch
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    def enough(batch, logs):
        if model.optimizer.iterations > 1 and len(x) > 8:
            model.stop_training = True

    callbacks = [keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1), keras.callbacks.LambdaCallback(on_train_batch_end=enough)]
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=callbacks, verbose=0)
