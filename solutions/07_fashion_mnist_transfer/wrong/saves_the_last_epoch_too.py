"""Saves the model once more when training has ended, and loads that file.

caught by: test_evaluates_the_best_model_of_each_run
message: on the test data
misconception: measures_the_last_epoch
"""

from pathlib import Path

import keras


def one_run(model, train_data, val_data, test_data, run_dir, epochs):
    fitted = model.fit(*train_data, validation_data=val_data, epochs=epochs, callbacks=make_callbacks(run_dir))
    model.save(run_dir / "final_model.keras")
    reloaded = keras.models.load_model(run_dir / "final_model.keras")
    values = reloaded.evaluate(*test_data, return_dict=True)
    return {"test_accuracy": values["accuracy"], "test_loss": values["loss"], "epochs": len(fitted.epoch)}


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
    return [
        one_run(build(), train_data, val_data, test_data, Path(directory) / f"run_{run + 1}", epochs)
        for run in range(n_runs)
    ]


def summarize(accuracies):
    """Return the mean and the population standard deviation."""
    raise NotImplementedError("summarize is not written yet")
