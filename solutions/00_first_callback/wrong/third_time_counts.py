"""Takes the patience for the number of the epoch that ends the training.

misconception: waits_one_epoch_more
caught by: test_stops_after_two_epochs_without_progress
message: the last epoch is
"""

from keras.callbacks import EarlyStopping

BAD_EPOCHS_IN_A_ROW = 2


def make_callbacks():
    settings = dict(monitor="val_loss", mode="min", verbose=1)
    settings["patience"] = BAD_EPOCHS_IN_A_ROW + 1
    settings["restore_best_weights"] = True
    return (EarlyStopping(**settings),)


def train(model, x, y, x_val, y_val, epochs=30):
    return model.fit(
        x=x, y=y, validation_data=(x_val, y_val), epochs=epochs, callbacks=list(make_callbacks()), verbose=0
    )
