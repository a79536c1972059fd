"""Leaves out what the checkpoint watches, which is val_loss then.

misconception: checkpoint_by_val_loss
caught by: test_keeps_the_best_model
message: (val_accuracy
"""

from pathlib import Path

import keras
import tensorflow as tf
import tensorflow_datasets as tfds

AUTOTUNE = tf.data.AUTOTUNE


def _pipeline(split, image_size):
    data = tfds.load("cats_vs_dogs", split=split, as_supervised=True)
    return data.map(
        lambda image, label: (tf.image.resize_with_pad(tf.cast(image, tf.float32) / 255, *image_size), label),
        num_parallel_calls=AUTOTUNE,
    )


def load_data(image_size=(64, 64), batch_size=32):
    train_ds = _pipeline("train[:80%]", image_size)
    train_ds = train_ds.map(lambda image, label: (tf.image.random_flip_left_right(image), label))
    val_ds = _pipeline(tfds.core.ReadInstruction("train", from_=80, unit="%"), image_size)
    return train_ds.shuffle(200).batch(batch_size).prefetch(2), val_ds.batch(batch_size).prefetch(2)


def build_model(input_shape=(64, 64, 3)):
    regular = keras.regularizers.L2(1e-4)
    model = keras.Sequential(name="cats_and_dogs")
    model.add(keras.Input(input_shape))
    for filters in (16, 32, 48):
        model.add(keras.layers.Conv2D(filters, 3, kernel_regularizer=regular, use_bias=False))
        model.add(keras.layers.BatchNormalization())
        model.add(keras.layers.ReLU())
        model.add(keras.layers.MaxPooling2D())
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(2, activation="softmax"))
    accuracy = keras.metrics.SparseCategoricalAccuracy("accuracy")
    model.compile("adamw", keras.losses.SparseCategoricalCrossentropy(), metrics=[accuracy, "sparse_categorical_crossentropy"])
    return model


def make_callbacks(directory):
    directory = Path(directory)
    return keras.callbacks.CallbackList(
        [
            keras.callbacks.TensorBoard(directory / "logs"),
            keras.callbacks.TerminateOnNaN(),
            keras.callbacks.ModelCheckpoint(
                filepath=directory / "best_cat_dog_model.keras", save_best_only=True, verbose=1
            ),
            keras.callbacks.ModelCheckpoint(filepath=directory / "last.keras", verbose=1),
            keras.callbacks.EarlyStopping(patience=5, min_delta=1e-4, verbose=1),
            keras.callbacks.ReduceLROnPlateau(patience=3, min_delta=0, factor=0.3, cooldown=2, min_lr=1e-5, verbose=1),
        ]
    )


def train(model, train_ds, val_ds, directory, epochs=50):
    return model.fit(train_ds, None, None, epochs, "auto", list(make_callbacks(directory).callbacks), validation_data=val_ds)


def analyze(history):
    values = history.history
    table = sorted((loss, epoch) for epoch, loss in enumerate(values["val_loss"], start=1))
    rates = values.get("learning_rate", [])
    return {
        "epochs_run": len(table),
        "best_epoch": table[0][1],
        "lr_reduced": rates != [] and any(b - a < 0 for a, b in zip(rates[:-1], rates[1:])),
    }
