"""Leaves all three callbacks silent.

misconception: does_not_say_what_it_does
caught by: test_announces_what_happens
message: for epoch none
"""

import keras
import tensorflow as tf
import tensorflow_datasets as tfds


class Preparation:
    def __init__(self, size):
        self.size = size

    def __call__(self, image, label):
        image = tf.image.resize(image, self.size, method=tf.image.ResizeMethod.BICUBIC)
        return tf.math.divide(image, 255.0), label


def load_data(image_size=(64, 64), batch_size=32):
    prepare = Preparation(image_size)
    val_ds = tfds.load("cats_vs_dogs", split="train[80%:]", as_supervised=True, batch_size=None)
    train_ds = tfds.load("cats_vs_dogs", split="train[:80%]", as_supervised=True, shuffle_files=True)
    train_ds = train_ds.shuffle(512, reshuffle_each_iteration=True).map(prepare)
    return train_ds.batch(batch_size), val_ds.map(prepare).batch(batch_size)


def build_model(input_shape=(64, 64, 3)):
    image = keras.layers.Input(input_shape)
    x = keras.layers.Conv2D(16, 3)(image)
    x = keras.layers.MaxPooling2D()(keras.layers.LeakyReLU()(x))
    x = keras.layers.Conv2D(32, 3)(x)
    x = keras.layers.MaxPooling2D()(keras.layers.LeakyReLU()(x))
    x = keras.layers.GlobalMaxPooling2D()(x)
    dog = keras.layers.Dense(1)(keras.layers.Dense(32, activation="relu")(x))
    model = keras.Model(inputs=image, outputs=keras.layers.Activation("sigmoid")(dog))
    optimizer = keras.optimizers.Adam()
    loss = keras.losses.BinaryCrossentropy(label_smoothing=0.05)
    model.compile(optimizer, loss, metrics=["accuracy", keras.metrics.AUC()])
    return model


class Stopper(keras.callbacks.EarlyStopping):
    def on_train_begin(self, logs=None):
        super().on_train_begin(logs)
        self.seen = []

    def on_epoch_end(self, epoch, logs=None):
        self.seen.append(self.get_monitor_value(logs))
        super().on_epoch_end(epoch, logs)


def make_callbacks(directory):
    named = {
        "stop": Stopper(monitor="val_loss", patience=5),
        "save": keras.callbacks.ModelCheckpoint(
            f"{directory}/best_cat_dog_model.keras", monitor="val_accuracy", mode="max", save_best_only=True
        ),
        "slow": keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=3),
    }
    return named


def train(model, train_ds, val_ds, directory, epochs=50):
    return model.fit(
        train_ds,
        epochs=epochs,
        steps_per_epoch=len(train_ds),
        validation_data=val_ds,
        validation_freq=1,
        callbacks=list(make_callbacks(directory).values()),
    )


def analyze(history):
    columns = dict(history.history)
    losses = list(enumerate(columns["val_loss"]))
    index, _ = min(losses, key=lambda pair: (pair[1], pair[0]))
    rates = columns.get("learning_rate", [0])
    return {
        "epochs_run": len(losses),
        "best_epoch": index + 1,
        "lr_reduced": max((a - b for a, b in zip(rates, rates[1:])), default=0) > 0,
    }
