"""The base grows out of the prepared images: one flat graph, without a model inside the model."""

from functools import partial
from os.path import join

import keras
import numpy as np
from keras.callbacks import EarlyStopping, LambdaCallback, ModelCheckpoint, TensorBoard


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    inputs = keras.Input(image_shape)
    images = keras.layers.Normalization(mean=127.5, variance=127.5**2)(inputs)
    images = keras.layers.Resizing(base_size, base_size)(images)
    images = keras.layers.Concatenate()([images] * 3)
    base = keras.applications.MobileNetV2(input_tensor=images, include_top=False, weights=weights, alpha=alpha)
    for layer in base.layers:
        layer.trainable = False
    head = keras.Sequential(
        [
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(480, activation="relu"),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model = keras.Model(inputs, head(base.output))
    optimizer = keras.optimizers.get("adamw")
    optimizer.learning_rate = learning_rate
    model.compile(optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def make_callbacks(run_dir):
    named = {
        "stop": EarlyStopping(monitor="val_loss", patience=3, verbose=2, mode="auto"),
        "keep": ModelCheckpoint(filepath=join(run_dir, "best_model.keras"), save_best_only=True, verbose=2),
        "logs": TensorBoard(log_dir=join(run_dir, "logs"), histogram_freq=1, update_freq="batch"),
        "cheer": LambdaCallback(on_train_end=lambda logs: print("Done")),
    }
    return list(named.values())


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    trial = partial(_trial, build=build, data=(train_data, val_data, test_data), epochs=epochs)
    return [trial(join(directory, f"run_{number}")) for number in range(1, n_runs + 1)]


def _trial(folder, build, data, epochs):
    (x, y), val_data, (x_test, y_test) = data
    fitted = build().fit(x, y, validation_data=val_data, epochs=epochs, callbacks=[make_callbacks(folder)], verbose=0)
    best = keras.saving.load_model(join(folder, "best_model.keras"))
    # Measured by hand: the share of right answers, and the mean of the losses.
    probabilities = best.predict(x_test, verbose=0)
    losses = -np.log(probabilities[np.arange(len(y_test)), y_test])
    right = probabilities.argmax(axis=1) == y_test
    return {"test_accuracy": right.mean(), "test_loss": losses.mean(), "epochs": len(fitted.epoch)}


def summarize(accuracies):
    return np.mean(accuracies), np.sqrt(np.var(accuracies))
