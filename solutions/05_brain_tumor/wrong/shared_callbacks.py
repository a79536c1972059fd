"""Makes the callbacks once, when the file is imported, and hands out the same ones.

caught by: test_writes_logs_for_tensorboard
message: runs/
"""

import keras
import numpy as np


def build_model(input_shape, num_classes=4):
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


tensorboard = None


def make_callbacks(log_dir):
    global tensorboard
    if tensorboard is None:
        tensorboard = keras.callbacks.TensorBoard(log_dir=log_dir)
    reduce_lr = keras.callbacks.ReduceLROnPlateau(
        monitor="val_accuracy", factor=0.3, patience=2, min_delta=0.001, mode="max", verbose=1
    )
    return [tensorboard, reduce_lr]


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    order = np.random.permutation(len(x_train))
    x, y = x_train[order], y_train[order]
    return model.fit(
        x,
        y,
        validation_split=0.1,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=make_callbacks(log_dir),
    )


def reductions(history):
    rates = history.history.get("learning_rate", [])
    return [epoch for epoch in range(1, len(rates)) if rates[epoch] < rates[epoch - 1]]
