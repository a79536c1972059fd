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
            ### BEGIN SOLUTION
            keras.layers.Dense(num_classes, activation="softmax"),
            ### INSTEAD
            ### END SOLUTION
        ]
    )
    # TODO 2: compile the model for integer labels, with a metric named `accuracy`; then return it.
    ### BEGIN SOLUTION
    model.compile(
        optimizer=keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model
    ### END SOLUTION


def make_callbacks(log_dir):
    """Return the callbacks: logs for TensorBoard, and a lower rate on a plateau of `val_accuracy`."""
    # TODO 3: make both callbacks and return them in a list.
    ### BEGIN SOLUTION
    return [
        keras.callbacks.TensorBoard(log_dir=log_dir),
        keras.callbacks.ReduceLROnPlateau(
            monitor="val_accuracy", mode="max", factor=0.3, patience=2, min_delta=0.001, verbose=1
        ),
    ]
    ### END SOLUTION


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    """Train on 90 % of the images, validate on the other 10 %, and return the History."""
    # TODO 4: the images come sorted by class. Bring images and labels into one random order.
    # TODO 5: train with 10 % of them held out, with your callbacks, and return what `fit` returns.
    ### BEGIN SOLUTION
    order = np.random.default_rng(0).permutation(len(x_train))
    return model.fit(
        x_train[order],
        y_train[order],
        # Keras takes the last tenth as it finds it, before it shuffles.
        validation_split=0.1,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=make_callbacks(log_dir),
    )
    ### END SOLUTION


def reductions(history):
    """Return the epochs (from 1) after which the learning rate was lower."""
    # TODO 6: compare the rate of each epoch with that of the next one.
    ### BEGIN SOLUTION
    rates = history.history.get("learning_rate", [])
    return [epoch for epoch in range(1, len(rates)) if rates[epoch] < rates[epoch - 1]]
    ### END SOLUTION


if __name__ == "__main__":
    x, y = load_folder(sys.argv[1])
    trained = train(build_model(x.shape[1:]), x, y, "logs/brain_tumor")
    print("The rate was lower after the epochs", reductions(trained))
