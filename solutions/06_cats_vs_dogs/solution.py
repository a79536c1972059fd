"""Exercise 06: a full set of callbacks that saves, slows down and stops by itself.

Grade this file with `pytest exercises/06_cats_vs_dogs` or `grader check 06`. Train for real with

    python exercises/06_cats_vs_dogs/exercise.py

It trains on the dataset that TFDS finds in `TFDS_DATA_DIR` (see `grader data status`), or downloads it (787 MB).
"""

from pathlib import Path

import keras
import tensorflow as tf
import tensorflow_datasets as tfds


def load_data(image_size=(64, 64), batch_size=32):
    """Return the datasets (train_ds, val_ds) with batches of (images from 0 to 1, labels)."""
    # TODO 1: load the first 80 % and the last 20 % of `train`, which is the only split of cats_vs_dogs.
    # TODO 2: bring every image to `image_size` and scale it from 0..255 to 0..1.
    # TODO 3: batch both parts; shuffle the training images, and only those, anew in every epoch.
    ### BEGIN SOLUTION
    def prepare(image, label):
        return tf.image.resize(image, image_size) / 255.0, label

    train_ds, val_ds = tfds.load("cats_vs_dogs", split=["train[:80%]", "train[80%:]"], as_supervised=True)
    train_ds = train_ds.map(prepare).shuffle(1000).batch(batch_size).prefetch(tf.data.AUTOTUNE)
    val_ds = val_ds.map(prepare).batch(batch_size).prefetch(tf.data.AUTOTUNE)
    return train_ds, val_ds
    ### END SOLUTION


def build_model(input_shape=(64, 64, 3)):
    """Return a compiled CNN for two classes."""
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            # TODO 4: add at least one more Conv2D and MaxPooling2D, and a Dense head for two classes.
            ### BEGIN SOLUTION
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
            ### INSTEAD
            ### END SOLUTION
        ]
    )
    # TODO 5: compile the model with a loss that fits your head and the labels 0 and 1, and a metric named `accuracy`.
    ### BEGIN SOLUTION
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


def make_callbacks(directory):
    """Return callbacks that keep the best model in `directory`, slow down on a plateau and stop."""
    # TODO 6: save the best model, by `val_accuracy`, as best_cat_dog_model.keras in `directory`.
    # TODO 7: stop after 5 epochs in a row without a better `val_loss`.
    # TODO 8: halve the learning rate (or more) after 3 epochs in a row without a better `val_loss`.
    # All three say what they do; without being asked to, they stay silent.
    ### BEGIN SOLUTION
    return [
        keras.callbacks.ModelCheckpoint(
            Path(directory) / "best_cat_dog_model.keras", monitor="val_accuracy", save_best_only=True, verbose=1
        ),
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=5, verbose=1),
        keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=3, verbose=1),
    ]
    ### END SOLUTION


def train(model, train_ds, val_ds, directory, epochs=50):
    """Train once with validation and the callbacks, and return the History."""
    # TODO 9: call `fit` and return what it returns.
    ### BEGIN SOLUTION
    return model.fit(train_ds, validation_data=val_ds, epochs=epochs, callbacks=make_callbacks(directory))
    ### END SOLUTION


def analyze(history):
    """Return how many epochs ran, which was the best (from 1), and whether the learning rate was ever lowered."""
    # TODO 10: everything is in the lists of the dictionary `history.history`, one value an epoch.
    ### BEGIN SOLUTION
    losses = history.history["val_loss"]
    # Without a callback that sets the rate, Keras records none.
    rates = history.history.get("learning_rate", [])
    return {
        "epochs_run": len(losses),
        "best_epoch": losses.index(min(losses)) + 1,
        "lr_reduced": any(later < earlier for earlier, later in zip(rates, rates[1:])),
    }
    ### END SOLUTION


if __name__ == "__main__":
    cats_and_dogs = load_data()
    trained = train(build_model(), *cats_and_dogs, "runs/cats_vs_dogs")
    print(analyze(trained))
