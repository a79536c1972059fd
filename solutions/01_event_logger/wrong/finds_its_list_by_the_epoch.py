"""Looks for the list of an epoch by its number, where a training may begin with a later one.

caught by: test_starts_a_new_list
message: it raised IndexError
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

    def on_train_begin(self, logs=None):
        # Not clear(): whoever kept the list of the fit before still has it.
        self.durations = []

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch
        self.durations.append([])

    def on_train_batch_begin(self, batch, logs=None):
        self.begun = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        self.durations[self.epoch].append(time.perf_counter() - self.begun)


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
