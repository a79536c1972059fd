"""Tells the loss that it gets logits, and hides from Keras that it gets probabilities.

caught by: test_learns_from_integer_labels
message: nearly no loss
"""

import keras


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    """Return a compiled classifier for ten classes on top of a frozen MobileNetV2."""
    inputs = keras.Input(image_shape)
    base = keras.applications.MobileNetV2(
        input_shape=(base_size, base_size, 3), alpha=alpha, include_top=False, weights=weights
    )
    base.trainable = False
    images = keras.layers.Resizing(base_size, base_size)(inputs)
    images = keras.layers.Concatenate()([images, images, images])
    images = keras.layers.Rescaling(1 / 127.5, offset=-1)(images)
    features = keras.layers.GlobalAveragePooling2D()(base(images, training=False))
    hidden = keras.layers.Dense(480, activation="relu")(features)
    outputs = keras.layers.Dense(10, activation="softmax")(keras.layers.Dropout(0.3)(hidden))
    outputs = keras.layers.Flatten()(outputs)
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
    )
    return model


def make_callbacks(run_dir):
    """Return callbacks that stop in time, keep the best model in `run_dir`, and log to `run_dir/logs`."""
    raise NotImplementedError("make_callbacks is not written yet")


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    """Train `n_runs` new models, each in a folder of its own, and return what their best states reach on the test data."""
    raise NotImplementedError("run_trials is not written yet")


def summarize(accuracies):
    """Return the mean and the population standard deviation."""
    raise NotImplementedError("summarize is not written yet")
