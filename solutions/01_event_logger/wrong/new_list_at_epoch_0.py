"""Begins a new list with epoch 0, which a training that goes on after a break does not have.

misconception: fits_share_a_list
caught by: test_starts_a_new_list
message: after a second fit with the same timer
"""

import time

import keras


def line(moment, keys):
    """Return the line of a hook: line("Start testing", []) is "Start testing; got log keys: []"."""
    return f"{moment}; got log keys: {keys}"


class EventLogger(keras.callbacks.Callback):
    """Prints one line for every hook of fit, evaluate and predict."""

    def on_train_begin(self, logs=None):
        print(line("Starting training", list(logs or {})))

    def on_train_end(self, logs=None):
        print(line("Stop training", list(logs or {})))

    def on_epoch_begin(self, epoch, logs=None):
        print(line(f"Start epoch {epoch} of training", list(logs or {})))

    def on_epoch_end(self, epoch, logs=None):
        print(line(f"End epoch {epoch} of training", list(logs or {})))

    def on_train_batch_begin(self, batch, logs=None):
        print(line(f"...Training: start of batch {batch}", list(logs or {})))

    def on_train_batch_end(self, batch, logs=None):
        print(line(f"...Training: end of batch {batch}", list(logs or {})))

    def on_test_begin(self, logs=None):
        print(line("Start testing", list(logs or {})))

    def on_test_end(self, logs=None):
        print(line("Stop testing", list(logs or {})))

    def on_test_batch_begin(self, batch, logs=None):
        print(line(f"...Evaluating: start of batch {batch}", list(logs or {})))

    def on_test_batch_end(self, batch, logs=None):
        print(line(f"...Evaluating: end of batch {batch}", list(logs or {})))

    def on_predict_begin(self, logs=None):
        print(line("Start predicting", list(logs or {})))

    def on_predict_end(self, logs=None):
        print(line("Stop predicting", list(logs or {})))

    def on_predict_batch_begin(self, batch, logs=None):
        print(line(f"...Predicting: start of batch {batch}", list(logs or {})))

    def on_predict_batch_end(self, batch, logs=None):
        print(line(f"...Predicting: end of batch {batch}", list(logs or {})))



class BatchTimer(keras.callbacks.Callback):
    """Measures how long each training batch takes: `durations` has a list of seconds for each epoch."""

    def __init__(self):
        super().__init__()
        self.durations = []

    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 0:
            self.durations = []
        self.durations.append([])

    def on_train_batch_begin(self, batch, logs=None):
        self.begun = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        self.durations[-1].append(time.perf_counter() - self.begun)


    def slowest(self):
        """Return (epoch, batch) of the longest batch, both from 0."""
        batches = [
            (seconds, epoch, batch)
            for epoch, durations in enumerate(self.durations)
            for batch, seconds in enumerate(durations)
        ]
        if not batches:
            raise ValueError("no batch has run yet")
        _, epoch, batch = max(batches)
        return epoch, batch
