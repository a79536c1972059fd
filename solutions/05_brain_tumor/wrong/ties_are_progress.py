"""A callback of its own for which reaching the best value again is progress.

caught by: test_reduces_while_the_plateau_lasts
message: val_accuracy before it
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


class ReduceOnPlateau(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.best = -1.0
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        rate = float(self.model.optimizer.learning_rate)
        logs["learning_rate"] = rate
        current = logs["val_accuracy"]
        if current == self.best or current > self.best + 0.001:
            self.best = current
            self.wait = 0
        else:
            self.wait += 1
            if self.wait >= 2:
                self.model.optimizer.learning_rate = rate * 0.3
                self.wait = 0
                print(f"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {rate * 0.3}.")


def make_callbacks(log_dir):
    return [keras.callbacks.TensorBoard(log_dir=log_dir), ReduceOnPlateau()]


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
