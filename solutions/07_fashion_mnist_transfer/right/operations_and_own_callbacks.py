"""Operations on symbolic tensors, a base that is frozen and nothing more, callbacks written by hand."""

from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import ops


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    raw = keras.layers.Input(image_shape, name="raw")
    x = ops.image.resize(raw, (base_size, base_size), interpolation="nearest")
    x = ops.repeat(x, 3, axis=-1)
    x = x / 127.5 - 1.0
    base = keras.applications.MobileNetV2(
        include_top=False, weights=weights, input_shape=[base_size, base_size, 3], alpha=alpha
    )
    base.trainable = False
    x = base(x)
    x = ops.mean(x, axis=(1, 2))
    x = ops.relu(keras.layers.Dense(480)(x))
    x = keras.layers.Dropout(rate=0.3)(x)
    x = keras.layers.Dense(10)(x)
    x = keras.layers.Softmax()(x)
    model = keras.Model(raw, x)
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate, momentum=0.9, nesterov=True),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy("accuracy")],
    )
    return model


class Keeper(keras.callbacks.Callback):
    """Saves the best model, stops after three epochs without a better one, and draws the weights."""

    def __init__(self, folder):
        super().__init__()
        self.folder = Path(folder)

    def on_train_begin(self, logs=None):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.writer = tf.summary.create_file_writer(str(self.folder / "logs" / "mine"))
        self.best, self.since, self.stopped = np.inf, 0, 0

    def on_epoch_end(self, epoch, logs=None):
        with self.writer.as_default(step=epoch):
            for name, value in logs.items():
                tf.summary.scalar(name, value)
            for weight in self.model.trainable_weights:
                tf.summary.histogram(weight.path, weight.value)
        now = logs["val_loss"]
        if now < self.best:
            path = self.folder / "best_model.keras"
            print(f"\nEpoch {epoch + 1}: val_loss improved from {self.best} to {now:.5f}, saving model to {path}")
            self.model.save(path)
            self.best, self.since = now, 0
        else:
            self.since += 1
            if self.since >= 3:
                self.stopped = epoch + 1
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.writer.close()
        if self.stopped:
            print(f"Epoch {self.stopped}: early stopping")


def make_callbacks(run_dir):
    return [Keeper(run_dir)]


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    root, results = Path(directory), []
    train_ds, val_ds, test_ds = (
        tf.data.Dataset.from_tensor_slices(part).batch(16) for part in (train_data, val_data, test_data)
    )
    for i in range(n_runs):
        keras.backend.clear_session()
        folder = root.joinpath(f"run_{i + 1}")
        model = build()
        history = model.fit(train_ds.shuffle(100), epochs=epochs, validation_data=val_ds, callbacks=make_callbacks(folder))
        # The weights of the best model, in a model of the same kind.
        model.load_weights(folder / "best_model.keras")
        values = model.evaluate(test_ds, return_dict=True)
        results += [{"test_accuracy": values["accuracy"], "test_loss": values["loss"], "epochs": history.epoch[-1] + 1}]
    return results


def summarize(accuracies):
    mean = sum(accuracies) / len(accuracies)
    return mean, (sum((one - mean) ** 2 for one in accuracies) / len(accuracies)) ** 0.5
