"""Stops by the row of accuracies that it keeps, with a callback of its own.

misconception: accuracy_decides_the_stop
caught by: test_stops_after_five
message: training goes on to its last epoch
"""

import os

import keras
import numpy as np
import tensorflow as tf
import tensorflow_datasets as tfds


class Shuffled(keras.utils.PyDataset):
    def __init__(self, images, labels, size):
        super().__init__()
        self.images, self.labels, self.size = images, labels, size
        self.on_epoch_end()

    def __len__(self):
        return -(-len(self.images) // self.size)

    def __getitem__(self, index):
        here = self.order[index * self.size : (index + 1) * self.size]
        return self.images[here], self.labels[here]

    def on_epoch_end(self):
        self.order = np.random.default_rng().permutation(len(self.images))


def load_data(image_size=(64, 64), batch_size=32):
    stored = tfds.load("cats_vs_dogs", split="train", as_supervised=True, shuffle_files=False)
    stored = stored.map(lambda image, label: (tf.image.resize(image, image_size, antialias=True), label))
    images, labels = next(iter(stored.batch(len(stored))))
    images, labels = images.numpy() / np.float32(255), labels.numpy()
    border = round(0.8 * len(images))
    val_ds = tf.data.Dataset.from_tensor_slices((images[border:], labels[border:])).batch(batch_size)
    return Shuffled(images[:border], labels[:border], batch_size), val_ds


def build_model(input_shape=(64, 64, 3)):
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.RandomFlip("horizontal"),
            keras.layers.Conv2D(16, 3, 2, "same", activation="relu"),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Flatten(),
            keras.layers.Dense(16, "relu"),
            keras.layers.Dense(1, "sigmoid"),
        ]
    )
    model.compile(loss="bce", optimizer="nadam", metrics=["accuracy"])
    return model


class Enough(keras.callbacks.Callback):
    """Ends the training when the last five accuracies are no better than those before them."""

    def on_train_begin(self, logs=None):
        self.row = []

    def on_epoch_end(self, epoch, logs=None):
        self.row.append(logs["val_accuracy"])
        if len(self.row) > 5 and max(self.row[-5:]) <= max(self.row[:-5]):
            self.model.stop_training = True
            print(f"\nEpoch {epoch + 1}: early stopping")


def make_callbacks(directory):
    best = os.path.join(directory, "best_cat_dog_model.keras")
    return [
        keras.callbacks.ReduceLROnPlateau(patience=3, factor=0.4, verbose=1),
        keras.callbacks.ModelCheckpoint(best, "val_accuracy", save_best_only=True, verbose=1),
        Enough(),
    ]


def train(model, train_ds, val_ds, directory, epochs=50):
    kept = []
    kept.append(keras.callbacks.LambdaCallback(on_train_begin=lambda logs: print("Here we go")))
    kept.extend(make_callbacks(str(directory)))
    return model.fit(train_ds, epochs=epochs, validation_data=val_ds, callbacks=kept)


def analyze(history):
    losses = history.history["val_loss"]
    rates = history.history.get("learning_rate", [])
    return {
        "epochs_run": len(losses),
        "best_epoch": min(range(len(losses)), key=losses.__getitem__) + 1,
        "lr_reduced": rates != sorted(rates),
    }
