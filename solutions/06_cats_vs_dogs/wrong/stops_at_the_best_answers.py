"""Lets val_accuracy decide when training ends.

misconception: accuracy_decides_the_stop
caught by: test_stops_after_five
message: training goes on to its last epoch
"""

import pathlib

import keras
import numpy as np
import tensorflow as tf
import tensorflow_datasets as tfds
from keras import callbacks, layers


def load_data(image_size=(64, 64), batch_size=32):
    builder = tfds.builder("cats_vs_dogs")
    builder.download_and_prepare()
    parts = []
    for split in ("train[:80%]", "train[80%:]"):
        pairs = list(builder.as_dataset(split=split, as_supervised=True))
        images = np.stack([tf.image.resize(image, image_size, method="nearest").numpy() for image, _ in pairs])
        labels = np.array([label.numpy() for _, label in pairs], "int32")
        parts.append(tf.data.Dataset.from_tensor_slices((images.astype("float32") / 255, labels[:, None])))
    return parts[0].shuffle(len(parts[0])).batch(batch_size), parts[1].batch(batch_size)


@keras.saving.register_keras_serializable("pets")
class Pets(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.blocks = []
        for filters in (16, 24):
            self.blocks += [layers.Conv2D(filters, 3, activation="relu"), layers.MaxPooling2D()]
        self.head = [layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dense(1, activation="sigmoid")]

    def call(self, inputs):
        for layer in [*self.blocks, *self.head]:
            inputs = layer(inputs)
        return inputs


def build_model(input_shape=(64, 64, 3)):
    model = Pets()
    model(np.zeros((1, *input_shape), "float32"))
    model.compile("adam", "binary_crossentropy", metrics=[keras.metrics.BinaryAccuracy("accuracy")])
    return model


class Checkpoint(callbacks.ModelCheckpoint):
    def __init__(self, directory):
        path = pathlib.Path(directory, "best_cat_dog_model.keras")
        super().__init__(str(path), monitor="val_accuracy", mode="max", save_best_only=True, verbose=1)


class Slower(callbacks.ReduceLROnPlateau):
    times = 0

    def on_epoch_end(self, epoch, logs=None):
        before = float(self.model.optimizer.learning_rate)
        super().on_epoch_end(epoch, logs)
        self.times += float(self.model.optimizer.learning_rate) < before


def make_callbacks(directory):
    stop = callbacks.EarlyStopping("val_accuracy", mode="max", patience=5, verbose=1, restore_best_weights=True)
    return [stop, Slower(factor=0.1, patience=3, cooldown=1, verbose=1), Checkpoint(directory)]


def train(model, train_ds, val_ds, directory, epochs=50):
    model.fit(train_ds, validation_data=val_ds, epochs=epochs, callbacks=make_callbacks(directory))
    return model.history


def analyze(history):
    losses = np.asarray(history.history["val_loss"])
    rates = history.history.get("learning_rate", [])
    return {
        "epochs_run": losses.size,
        "best_epoch": int(losses.argmin()) + 1,
        "lr_reduced": any(rates[i] < rates[i - 1] for i in range(1, len(rates))),
    }
