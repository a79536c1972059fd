"""Holds out a fortieth of all images from each class, so that the rare classes are nearly used up.

caught by: test_holds_out_every_class
message: of the
message: held-out images show
"""

import keras
import numpy as np


class Batches(keras.utils.PyDataset):
    def __init__(self, x, y, batch_size, **kwargs):
        super().__init__(**kwargs)
        self.x, self.y, self.batch_size = x, y, batch_size

    def __len__(self):
        return max(1, len(self.x) // self.batch_size)

    def __getitem__(self, index):
        part = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.x[part], self.y[part]


def build_model(input_shape, num_classes=4):
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.RandomFlip("horizontal"),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.MaxPooling2D(4),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def make_callbacks(log_dir):
    tensorboard = keras.callbacks.TensorBoard(log_dir)
    plateau = keras.callbacks.ReduceLROnPlateau(
        "val_accuracy", factor=0.3, patience=2, min_delta=0.001, mode="max", verbose=1
    )
    return [tensorboard, plateau]


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    order = np.random.permutation(len(x_train))
    share = len(order) // 40
    held_out = np.concatenate([order[y_train[order] == label][:share] for label in range(4)])
    rest = order[~np.isin(order, held_out)]
    return model.fit(
        Batches(x_train[rest], y_train[rest], batch_size),
        validation_data=(x_train[held_out], y_train[held_out]),
        epochs=epochs,
        callbacks=make_callbacks(log_dir),
    )


def reductions(history):
    rates = history.history.get("learning_rate", [])
    return [epoch for epoch in range(1, len(rates)) if rates[epoch] < rates[epoch - 1]]
