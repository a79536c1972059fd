"""Arguments of any number, a dictionary of results, a generator of runs; the base computes behind a stopped gradient."""

import contextlib
import io
import math
from pathlib import Path

import keras
from keras import layers, ops


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3, **others):
    base = keras.applications.MobileNetV2(
        input_shape=(base_size,) * 2 + (3,), alpha=alpha, include_top=False, weights=weights, name="eyes"
    )
    base.trainable = False

    prepare = keras.Sequential(name="prepare")
    prepare.add(keras.Input(image_shape))
    prepare.add(layers.Rescaling(1.0 / 255))
    prepare.add(layers.Rescaling(2.0, offset=-1.0))
    prepare.add(layers.Resizing(base_size, base_size, interpolation="lanczos3"))

    raw = keras.Input(image_shape)
    grey = prepare(raw)
    seen = ops.stop_gradient(base(ops.concatenate([grey, grey, grey], axis=3), training=False))
    pooled = layers.Reshape((1280,))(layers.AveragePooling2D(seen.shape[1:3])(seen))
    hidden = layers.ReLU()(layers.Dense(480)(pooled))
    dropped = layers.Dropout(0.3, seed=7)(hidden)
    answers = layers.Activation("softmax")(layers.Dense(units=10)(dropped))
    model = keras.Model(raw, answers)
    model.compile(
        optimizer=keras.optimizers.Nadam(learning_rate),
        loss=keras.losses.sparse_categorical_crossentropy,
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy"), "sparse_top_k_categorical_accuracy"],
    )
    return model


class Histograms(keras.callbacks.TensorBoard):
    """Logs to a folder below the folder of the run."""

    def __init__(self, run_dir):
        super().__init__(log_dir=Path(run_dir) / "logs", histogram_freq=1)


def make_callbacks(run_dir, *more):
    def stop_after(epoch, logs):
        value = logs["val_loss"]
        state["since"] = 0 if value < state["best"] else state["since"] + 1
        state["best"] = min(value, state["best"])
        if state["since"] == 3:
            watcher.model.stop_training = True
            print(f"Epoch {epoch + 1}: early stopping")

    state = {"best": math.inf, "since": 0}
    watcher = keras.callbacks.LambdaCallback(
        on_train_begin=lambda logs: state.update(best=math.inf, since=0), on_epoch_end=stop_after
    )
    path = f"{run_dir}/best_model.keras"
    return [watcher, Histograms(run_dir), keras.callbacks.ModelCheckpoint(path, "val_loss", verbose=1, save_best_only=True), *more]


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    with contextlib.redirect_stderr(io.StringIO()):
        return list(_runs(build, train_data, val_data, test_data, Path(directory), n_runs, epochs))


def _runs(build, train_data, val_data, test_data, directory, n_runs, epochs):
    build().summary()  # a model that is only looked at
    for number in range(1, n_runs + 1):
        folder = directory / f"run_{number}"
        model = build()
        history = model.fit(
            train_data[0], train_data[1], epochs=epochs, validation_data=val_data, callbacks=make_callbacks(folder)
        )
        best = build()
        best.load_weights(folder / "best_model.keras")
        measured = best.evaluate(test_data[0], test_data[1], return_dict=True)
        result = {f"test_{name}": value for name, value in measured.items()}
        yield result | {"epochs": len(history.history["loss"])}


def summarize(accuracies):
    mean = math.fsum(accuracies) / len(accuracies)
    return mean, math.sqrt(math.fsum((one - mean) ** 2 for one in accuracies) / len(accuracies))
