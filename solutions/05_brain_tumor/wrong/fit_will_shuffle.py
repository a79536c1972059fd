"""Believes that `shuffle=True` mixes before the split.

misconception: classes_not_mixed
caught by: test_holds_out_every_class
message: all four classes are held out
message: The arrays come sorted by class
"""

import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models


def build_model(input_shape, num_classes=4):
    inputs = tf.keras.Input(shape=input_shape)
    x = layers.Rescaling(2.0, offset=-1)(inputs)
    x = layers.Conv2D(16, (3, 3), padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.ReLU()(x)
    x = layers.Conv2D(32, (3, 3), strides=2, padding="same", activation="relu")(x)
    x = layers.GlobalMaxPooling2D()(x)
    x = layers.Dense(num_classes)(x)
    outputs = layers.Activation("softmax")(x)
    model = models.Model(inputs, outputs)
    model.compile(
        optimizer=tf.keras.optimizers.RMSprop(learning_rate=5e-4),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=False),
        metrics=["accuracy"],
    )
    return model


def make_callbacks(log_dir):
    tensorboard = tf.keras.callbacks.TensorBoard(log_dir=str(log_dir), histogram_freq=1)
    reduce_lr = tf.keras.callbacks.ReduceLROnPlateau(
        monitor="val_accuracy", factor=0.3, patience=2, min_delta=0.001, mode="auto", verbose=1
    )
    return [tensorboard, reduce_lr]


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    history = model.fit(
        x_train,
        y_train,
        shuffle=True,
        validation_split=0.1,
        epochs=epochs,
        verbose=2,
        batch_size=batch_size,
        callbacks=make_callbacks(log_dir),
    )
    return history


def reductions(history):
    result = []
    previous = None
    for number, rate in enumerate(history.history.get("learning_rate", [])):
        if previous is not None and rate < previous:
            result.append(number)
        previous = rate
    return result
