"""A LambdaCallback with a closure reduces the rate; seeds and the order of indices come from generators of its own."""

import random

import keras
import numpy as np


def plateau_rule():
    state = {"best": None, "wait": 0}
    holder = []

    def begin(logs):
        state.update(best=None, wait=0)

    def end(epoch, logs):
        optimizer = holder[0].model.optimizer
        logs["learning_rate"] = float(optimizer.learning_rate)
        accuracy = logs.get("val_accuracy")
        if accuracy is None:
            return
        if state["best"] is None or accuracy > state["best"] + 0.001:
            state.update(best=accuracy, wait=0)
            return
        state["wait"] += 1
        if state["wait"] >= 2:
            rate = float(optimizer.learning_rate) * 0.3
            optimizer.learning_rate = rate
            state["wait"] = 0
            print(f"Epoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {rate:.7f}")

    holder.append(keras.callbacks.LambdaCallback(on_train_begin=begin, on_epoch_end=end))
    return holder[0]


def conv_block(filters):
    return [keras.layers.Conv2D(filters, 3, padding="same", activation="elu"), keras.layers.MaxPool2D()]


def build_model(input_shape, num_classes=4):
    layers = [keras.layers.Input(shape=tuple(input_shape))]
    for filters in (8, 16, 32, 64):
        layers += conv_block(filters)
    seeds = random.Random(3)  # a generator of its own: that of the module belongs to everybody
    first = keras.initializers.GlorotUniform(seed=seeds.randrange(2**31))
    layers += [keras.layers.Flatten(), keras.layers.Dense(64, "relu", kernel_initializer=first)]
    layers += [keras.layers.Dense(num_classes, "softmax")]
    model = keras.Sequential(layers)
    model.compile(optimizer="nadam", loss=keras.losses.sparse_categorical_crossentropy, metrics=["accuracy"])
    return model


def make_callbacks(log_dir):
    return [plateau_rule(), keras.callbacks.TensorBoard(log_dir=log_dir, write_steps_per_second=True)]


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    indices = list(range(len(y_train)))
    random.Random(5).shuffle(indices)
    cut = int(0.9 * len(indices))
    train_part, held_out = indices[:cut], indices[cut:]
    x, y = np.asarray(x_train), np.asarray(y_train)
    return model.fit(
        x[train_part],
        y[train_part],
        validation_data=(x[held_out], y[held_out]),
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[*make_callbacks(log_dir)],
    )


def reductions(history):
    rates = np.array(history.history.get("learning_rate", []))
    return [int(i) + 1 for i in np.where(rates[1:] < rates[:-1])[0]]
