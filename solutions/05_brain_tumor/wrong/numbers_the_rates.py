"""Numbers the rates from 1 and keeps the number of the lower one.

misconception: lists_the_epoch_after
caught by: test_lists_the_reductions
message: reductions (rates
message: Epoch e is listed when epoch e + 1 trained at a lower rate
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
    np.random.seed(42)
    x_shuffled = np.random.permutation(x_train)
    np.random.seed(42)
    y_shuffled = np.random.permutation(y_train)
    history = model.fit(
        x_shuffled,
        y_shuffled,
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
    for number, rate in enumerate(history.history.get("learning_rate", []), start=1):
        if previous is not None and rate < previous:
            result.append(number)
        previous = rate
    return result
