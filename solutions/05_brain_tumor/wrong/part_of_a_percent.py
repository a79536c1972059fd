"""Takes 0.001 for a number of percents.

misconception: small_gains_count
caught by: test_counts_only_gains_above_a_thousandth
message: A gain counts when it is above 0.001
"""

import numpy as np
from keras import Sequential
from keras.callbacks import ReduceLROnPlateau, TensorBoard
from keras.layers import Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D
from keras.losses import SparseCategoricalCrossentropy
from keras.metrics import SparseCategoricalAccuracy


def build_model(input_shape, num_classes=4):
    model = Sequential()
    model.add(Input(input_shape))
    for filters in (8, 16, 32):
        model.add(Conv2D(filters, 3, activation="relu"))
        model.add(MaxPooling2D(2))
    model.add(Flatten())
    model.add(Dense(32, activation="relu"))
    model.add(Dropout(0.3))
    model.add(Dense(num_classes, "softmax"))
    model.compile("adam", SparseCategoricalCrossentropy(), metrics=[SparseCategoricalAccuracy(name="accuracy")])
    return model


def make_callbacks(log_dir):
    reduce_lr = ReduceLROnPlateau("val_accuracy", 0.3, 2, 1, "auto", 0.001 / 100, 0, 1e-7)
    return (reduce_lr, TensorBoard(log_dir))


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    rng = np.random.default_rng()
    held_out = []
    for label in np.unique(y_train):
        members = rng.permutation(np.flatnonzero(y_train == label))
        held_out.extend(members[: max(1, round(len(members) / 10))])
    mask = np.zeros(len(y_train), bool)
    mask[held_out] = True
    return model.fit(
        x_train[~mask],
        y_train[~mask],
        batch_size,
        epochs,
        validation_data=(x_train[mask], y_train[mask]),
        callbacks=make_callbacks(log_dir),
    )


def reductions(history):
    rates = history.history.get("learning_rate")
    if rates is None:
        return []
    return (np.flatnonzero(np.diff(rates) < 0) + 1).tolist()
