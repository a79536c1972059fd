"""Shuffles a sorted dataset through a buffer of 100 images: only the first class comes out.

misconception: classes_not_mixed
caught by: test_holds_out_every_class
message: all four classes are held out
message: holds one class or two
"""

import keras
import tensorflow as tf


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


def make_callbacks(log_dir):
    tensorboard = keras.callbacks.TensorBoard(log_dir=log_dir)
    reduce_lr = keras.callbacks.ReduceLROnPlateau(
        monitor="val_accuracy", factor=0.3, patience=2, min_delta=0.001, mode="max", verbose=1
    )
    return [tensorboard, reduce_lr]


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    data = tf.data.Dataset.from_tensor_slices((x_train, y_train)).shuffle(100, reshuffle_each_iteration=False)
    held_out = len(x_train) // 10
    return model.fit(
        data.skip(held_out).batch(batch_size),
        validation_data=data.take(held_out).batch(batch_size),
        epochs=epochs,
        callbacks=make_callbacks(log_dir),
    )


def reductions(history):
    rates = history.history.get("learning_rate", [])
    return [epoch for epoch in range(1, len(rates)) if rates[epoch] < rates[epoch - 1]]
