"""A subclass of Model that is registered, and a preparing layer of its own."""

import pathlib

import keras
import numpy as np
import tensorflow as tf


@keras.saving.register_keras_serializable("clothes")
class Prepare(keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size

    def call(self, images):
        images = tf.image.grayscale_to_rgb(tf.cast(images, tf.float32))
        return tf.image.resize(images, (self.size, self.size)) / 127.5 - 1

    def get_config(self):
        return {**super().get_config(), "size": self.size}


@keras.saving.register_keras_serializable("clothes")
class Clothes(keras.Model):
    def __init__(self, size, alpha, weights=None, **kwargs):
        super().__init__(**kwargs)
        self.size, self.alpha = size, alpha
        self.prepare = Prepare(size)
        self.base = keras.applications.MobileNetV2((size, size, 3), alpha, include_top=False, weights=weights)
        self.base.trainable = False
        self.pool = keras.layers.GlobalAveragePooling2D()
        self.hidden = keras.layers.Dense(480, "relu")
        self.drop = keras.layers.Dropout(0.3)
        self.answer = keras.layers.Dense(10, "softmax")

    def call(self, images, training=False):
        features = self.pool(self.base(self.prepare(images), training=False))
        return self.answer(self.drop(self.hidden(features), training=training))

    def get_config(self):
        # The weights of the base are in the file.
        return {"size": self.size, "alpha": self.alpha}


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    model = Clothes(base_size, alpha, weights)
    model.compile(keras.optimizers.Adam(learning_rate), keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    return model


class Best(keras.callbacks.ModelCheckpoint):
    def __init__(self, folder):
        super().__init__(pathlib.Path(folder, "best_model.keras"), save_best_only=True, verbose=1)


class Patience(keras.callbacks.EarlyStopping):
    pass


def make_callbacks(run_dir):
    logs = keras.callbacks.TensorBoard(pathlib.Path(run_dir, "logs"), histogram_freq=1, write_images=False)
    return keras.callbacks.CallbackList([logs, Best(run_dir), Patience(patience=3, verbose=1)]).callbacks


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    for_all = []
    for run_dir in [pathlib.Path(directory, f"run_{i}") for i in range(1, n_runs + 1)]:
        run_dir.mkdir(parents=True, exist_ok=True)
        history = build().fit(
            *train_data,
            batch_size=8,
            validation_data=val_data,
            validation_batch_size=4,
            epochs=epochs,
            callbacks=make_callbacks(run_dir),
        )
        best = keras.models.load_model(run_dir / "best_model.keras", compile=True, safe_mode=True)
        loss, accuracy = best.evaluate(*test_data, batch_size=4)
        for_all.append(
            {"test_accuracy": round(accuracy, 7), "test_loss": loss, "epochs": len(history.history["val_loss"])}
        )
    return for_all


def summarize(accuracies):
    return float(np.average(accuracies)), float(np.std(np.asarray(accuracies)))
