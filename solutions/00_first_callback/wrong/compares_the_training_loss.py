"""Written by hand, with the loss of the training images.

misconception: watches_another_metric
caught by: test_stops_after_two_epochs_without_progress
message: the last epoch is
"""

import keras


def train(model, x, y, x_val, y_val, epochs=30):
    state = {"best": float("inf"), "bad": 0, "weights": None}

    def look(epoch, logs):
        if logs["loss"] < state["best"]:
            state.update(best=logs["loss"], bad=0, weights=model.get_weights())
        else:
            state["bad"] += 1
        if state["bad"] == 2:
            print(f"Epoch {epoch + 1}: early stopping")
            model.stop_training = True

    def give_back(logs):
        if state["weights"] is not None:
            model.set_weights(state["weights"])

    watch = keras.callbacks.LambdaCallback(on_epoch_end=look, on_train_end=give_back)
    return model.fit(x, y, validation_data=(x_val, y_val), epochs=epochs, callbacks=[watch], verbose=0)
