"""Numbers the pairs of rates from 0.

misconception: reductions_from_zero
caught by: test_lists_the_reductions
message: the first epoch is 1
"""

from pathlib import Path

import keras
import tensorflow as tf


class BrainNet(keras.Model):
    def __init__(self, num_classes):
        super().__init__()
        self.features = keras.Sequential(
            [
                keras.layers.Conv2D(12, 5, strides=2, activation="relu"),
                keras.layers.Conv2D(24, 3, strides=2, activation="relu"),
                keras.layers.GlobalAveragePooling2D(),
            ]
        )
        self.head = keras.layers.Dense(num_classes, activation="softmax")

    def call(self, x):
        return self.head(self.features(x))


def build_model(input_shape, num_classes=4):
    model = BrainNet(num_classes)
    model.build((None, *input_shape))
    model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def make_callbacks(log_dir):
    Path(log_dir).mkdir(parents=True, exist_ok=True)
    return keras.callbacks.CallbackList(
        [
            keras.callbacks.TensorBoard(log_dir),
            keras.callbacks.ReduceLROnPlateau("val_accuracy", factor=0.3, patience=2, min_delta=1e-3, verbose=2),
        ]
    )


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    count = len(x_train)
    held_out = count // 10
    data = tf.data.Dataset.from_tensor_slices((x_train, y_train))
    data = data.shuffle(count, seed=7, reshuffle_each_iteration=False)
    validation = data.take(held_out).batch(batch_size)
    training = data.skip(held_out).shuffle(1000).batch(batch_size).prefetch(2)
    return model.fit(
        training,
        validation_data=validation,
        epochs=epochs,
        callbacks=list(make_callbacks(log_dir).callbacks),
    )


def reductions(history):
    rates = history.history.get("learning_rate", [])
    return [n for n, (a, b) in enumerate(zip(rates, rates[1:])) if b < a]
