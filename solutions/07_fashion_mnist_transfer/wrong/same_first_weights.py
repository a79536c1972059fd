"""Gives every new model the first weights of the first one.

caught by: test_trains_a_new_model_in_each_run
message: 1 different starts
"""

from pathlib import Path

import keras


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    """Return a compiled classifier for ten classes on top of a frozen MobileNetV2."""
    raise NotImplementedError("build_model is not written yet")


def make_callbacks(run_dir):
    """Return callbacks that stop in time, keep the best model in `run_dir`, and log to `run_dir/logs`."""
    run_dir = Path(run_dir)
    return [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, verbose=1),
        keras.callbacks.ModelCheckpoint(
            run_dir / "best_model.keras", monitor="val_loss", save_best_only=True, verbose=1
        ),
        keras.callbacks.TensorBoard(run_dir / "logs", histogram_freq=1),
    ]


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    """Train `n_runs` new models, each in a folder of its own, and return what their best states reach on the test data."""
    results = []
    for run in range(1, n_runs + 1):
        run_dir = Path(directory) / f"run_{run}"
        model = build()
        first = model.get_weights() if run == 1 else first
        model.set_weights(first)
        history = model.fit(
            *train_data, validation_data=val_data, epochs=epochs, callbacks=make_callbacks(run_dir), verbose=2
        )
        best = keras.models.load_model(run_dir / "best_model.keras")
        measured = best.evaluate(*test_data, verbose=0, return_dict=True)
        results.append(
            {"test_accuracy": measured["accuracy"], "test_loss": measured["loss"], "epochs": len(history.epoch)}
        )
    return results


def summarize(accuracies):
    """Return the mean and the population standard deviation."""
    raise NotImplementedError("summarize is not written yet")
