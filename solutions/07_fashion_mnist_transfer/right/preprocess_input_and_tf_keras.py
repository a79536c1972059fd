"""tensorflow.keras, the function that belongs to MobileNetV2, and a base that is frozen layer by layer."""

import pathlib

import numpy
import tensorflow as tf
from tensorflow.keras import Model, layers
from tensorflow.keras.applications.mobilenet_v2 import MobileNetV2, preprocess_input
from tensorflow.keras.callbacks import CSVLogger, EarlyStopping, ModelCheckpoint, TensorBoard


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    pictures = layers.Input(shape=image_shape, dtype="uint8")
    x = layers.concatenate([pictures] * 3, axis=-1)
    x = layers.Resizing(base_size, base_size, interpolation="area")(x)
    x = preprocess_input(x)
    base = MobileNetV2(input_shape=(base_size, base_size, 3), include_top=False, alpha=alpha, weights=weights)
    for layer in base.layers:
        layer.trainable = False
    x = base(x, training=True)  # frozen layers stay in inference mode all the same
    x = layers.GlobalAvgPool2D(keepdims=True)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(480, activation=tf.nn.relu)(x)
    x = layers.Dropout(0.3)(x)
    model = Model(inputs=pictures, outputs=layers.Dense(10, activation="softmax")(x), name="clothes")
    model.compile(
        optimizer=tf.keras.optimizers.Adam(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


def make_callbacks(run_dir):
    run_dir = pathlib.Path(run_dir)
    run_dir.mkdir(parents=True, exist_ok=True)
    callbacks = []
    callbacks.append(EarlyStopping("val_loss", 0, 3, 1, "min"))
    callbacks.append(ModelCheckpoint(str(run_dir / "best_model.keras"), "val_loss", 1, True, mode="min"))
    callbacks.append(TensorBoard(str(run_dir / "logs"), 1))
    callbacks.append(CSVLogger(run_dir / "history.csv"))
    return callbacks


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    table = []
    number = 0
    while number < n_runs:
        number += 1
        folder = pathlib.Path(directory) / "run_{}".format(number)
        tf.keras.utils.set_random_seed(number)
        network = build()
        network.fit(
            x=train_data[0],
            y=train_data[1],
            validation_data=tuple(val_data),
            epochs=epochs,
            verbose=0,
            callbacks=make_callbacks(folder),
        )
        ran = len(network.history.epoch)
        best = tf.keras.models.load_model(str(folder / "best_model.keras"))
        loss, accuracy = best.evaluate(test_data[0], test_data[1], verbose=0)
        table.append({"epochs": ran, "test_accuracy": float(accuracy), "test_loss": float(loss), "run": number})
    return table


def summarize(accuracies):
    values = numpy.array(accuracies)
    return [values.mean(), values.std(ddof=0)]
