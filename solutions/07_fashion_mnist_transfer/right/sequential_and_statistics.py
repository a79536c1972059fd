"""A Sequential model with a frozen convolution of ones for the channels; the best weights come back by themselves."""

import os
import statistics

import keras
import numpy as np

GENERATOR = np.random.default_rng()  # its own: that of NumPy itself belongs to everybody


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    base = keras.applications.MobileNetV2((base_size, base_size, 3), alpha, False, weights, pooling="avg")
    base.trainable = False
    first = keras.initializers.GlorotUniform(seed=int(GENERATOR.integers(2**31)))
    model = keras.Sequential(
        [
            keras.Input(shape=image_shape),
            keras.layers.Rescaling(2.0 / 255, -1.0),
            keras.layers.Conv2D(3, 1, use_bias=False, kernel_initializer="ones", trainable=False),
            keras.layers.Resizing(base_size, base_size, interpolation="bicubic"),
            base,
            keras.layers.Dense(480, "relu", kernel_initializer=first),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(10, "softmax"),
        ]
    )
    model.compile(keras.optimizers.RMSprop(learning_rate=learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def make_callbacks(run_dir):
    best = os.path.join(run_dir, "best_model.keras")
    return (
        keras.callbacks.TensorBoard(log_dir=os.path.join(run_dir, "logs"), histogram_freq=1, write_graph=False),
        keras.callbacks.ModelCheckpoint(best, save_best_only=True, verbose=1),
        keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True, verbose=1),
    )


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    return [
        one_trial(build(), train_data, val_data, test_data, os.path.join(directory, f"run_{i + 1}"), epochs)
        for i in range(n_runs)
    ]


def one_trial(model, train_data, val_data, test_data, folder, epochs):
    x, y = train_data
    history = model.fit(x, y, 64, epochs, validation_data=val_data, callbacks=list(make_callbacks(folder)))
    loss, accuracy = keras.models.load_model(f"{folder}/best_model.keras").evaluate(*test_data)
    return dict(test_accuracy=accuracy, test_loss=loss, epochs=len(history.history["loss"]))


def summarize(accuracies):
    return statistics.mean(accuracies), statistics.pstdev(accuracies)
