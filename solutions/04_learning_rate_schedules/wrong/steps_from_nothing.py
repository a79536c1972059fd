"""Multiplies the step of the warm-up by the epoch, which counts from 0.

misconception: warmup_from_zero
caught by: test_warmup
message: epoch 0:
message: not at 0
"""

import math

import tensorflow as tf

layers = tf.keras.layers


def make_step_decay(initial_lr, drop=0.5, epochs_drop=1):
    if initial_lr <= 0 or drop <= 0 or drop > 1 or epochs_drop < 1:
        wrong = "initial_lr" if initial_lr <= 0 else "epochs_drop" if epochs_drop < 1 else "drop"
        raise ValueError(wrong)

    def step_decay(epoch, lr):
        lrate = initial_lr * math.pow(drop, math.floor(epoch / epochs_drop))
        return lrate

    return step_decay


def make_exponential_decay(initial_lr, k=0.1, start_epoch=10):
    if initial_lr <= 0:
        raise ValueError("Learning rate (initial_lr) must be > 0")
    if k < 0:
        raise ValueError("Decay (k) must be >= 0")
    if start_epoch < 0:
        raise ValueError("First epoch of the decay (start_epoch) must be >= 0")

    def exp_decay(epoch, lr):
        lr = tf.constant(initial_lr, tf.float64)
        if epoch >= start_epoch:
            lr = lr * tf.math.exp(tf.constant(-k * (epoch - start_epoch + 1), tf.float64))
        return float(lr)

    return exp_decay


def make_warmup(peak_lr, warmup_epochs):
    if peak_lr <= 0:
        raise ValueError("Learning rate (peak_lr) must be > 0")
    if warmup_epochs < 0:
        raise ValueError("warmup_epochs must be >= 0")

    def warmup(epoch, lr):
        if epoch >= warmup_epochs:
            return 1.0 * peak_lr
        return peak_lr / warmup_epochs * epoch

    return warmup


def build_model(input_shape=(150, 150, 3)):
    pool = layers.MaxPooling2D()
    image = tf.keras.Input(input_shape)
    x = pool(layers.Conv2D(16, 5, padding="same", activation="relu")(image))
    x = pool(layers.Conv2D(32, 5, padding="same", activation="relu")(x))
    x = pool(layers.Conv2D(64, 5, padding="same", activation="relu")(x))
    x = layers.Dense(256, activation=tf.nn.relu)(layers.Flatten()(x))
    x = layers.Activation("softmax")(layers.Dense(2)(x))
    model = tf.keras.Model(inputs=image, outputs=x)
    model.compile(
        optimizer=tf.keras.optimizers.SGD(learning_rate=1e-3),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=False),
        metrics=["accuracy"],
    )
    return model


def train(model, train_ds, val_ds, schedule, epochs):
    callbacks = []
    callbacks.append(tf.keras.callbacks.LearningRateScheduler(schedule, 1))
    history = model.fit(x=train_ds, epochs=epochs, validation_data=val_ds, callbacks=callbacks, verbose=2)
    return history
