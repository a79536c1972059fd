"""Exercise 05: lower the learning rate when the validation accuracy stops rising.

Grade this file with `pytest exercises/05_brain_tumor` or `grader check 05`. Try it on a folder of images with

    python exercises/05_brain_tumor/exercise.py FOLDER/Training

The drawn stand-in images are no medical images: not for diagnosis.
"""

import sys

import keras
import numpy as np

CLASSES = ["glioma_tumor", "meningioma_tumor", "no_tumor", "pituitary_tumor"]


def load_folder(folder, side=64):
    """Return the images (n, side, side, 3), float32 from 0 to 1, and their labels (n,), sorted by class."""
    dataset = keras.utils.image_dataset_from_directory(
        folder, class_names=CLASSES, image_size=(side, side), batch_size=None, shuffle=False
    )
    images, labels = zip(*dataset.as_numpy_iterator())
    return np.stack(images).astype("float32") / 255, np.array(labels)


def build_model(input_shape, num_classes=4):
    """Return a compiled CNN: a softmax over the classes, for integer labels."""
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            # TODO 1: add the output layer, one probability for each class.
        ]
    )
    # TODO 2: compile the model for integer labels, with a metric named `accuracy`; then return it.
    raise NotImplementedError("build_model is not written yet")


def make_callbacks(log_dir):
    """Return the callbacks: logs for TensorBoard, and a lower rate on a plateau of `val_accuracy`."""
    # TODO 3: make both callbacks and return them in a list.
    raise NotImplementedError("make_callbacks is not written yet")


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    """Train on 90 % of the images, validate on the other 10 %, and return the History."""
    # TODO 4: the images come sorted by class. Bring images and labels into one random order.
    # TODO 5: train with 10 % of them held out, with your callbacks, and return what `fit` returns.
    raise NotImplementedError("train is not written yet")


def reductions(history):
    """Return the epochs (from 1) after which the learning rate was lower."""
    # TODO 6: compare the rate of each epoch with that of the next one.
    raise NotImplementedError("reductions is not written yet")


if __name__ == "__main__":
    x, y = load_folder(sys.argv[1])
    trained = train(build_model(x.shape[1:]), x, y, "logs/brain_tumor")
    print("The rate was lower after the epochs", reductions(trained))
