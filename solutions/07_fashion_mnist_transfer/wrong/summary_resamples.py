"""Estimates the mean from samples, which it draws with the generator of Python.

caught by: test_summarizes
message: those of Python were drawn or seeded
"""

import random

import numpy as np


def build_model(image_shape=(28, 28, 1), base_size=96, weights="imagenet", alpha=1.0, learning_rate=1e-3):
    """Return a compiled classifier for ten classes on top of a frozen MobileNetV2."""
    raise NotImplementedError("build_model is not written yet")


def make_callbacks(run_dir):
    """Return callbacks that stop in time, keep the best model in `run_dir`, and log to `run_dir/logs`."""
    raise NotImplementedError("make_callbacks is not written yet")


def run_trials(build, train_data, val_data, test_data, directory, n_runs=6, epochs=20):
    """Train `n_runs` new models, each in a folder of its own, and return what their best states reach on the test data."""
    raise NotImplementedError("run_trials is not written yet")


def summarize(accuracies):
    """Return the mean and the population standard deviation."""
    random.shuffle(drawn := list(accuracies))
    return float(np.mean(drawn)), float(np.std(drawn))
