"""Writes hooks that do not exist, so nobody calls them.

misconception: evaluation_is_silent
caught by: test_logs_evaluation
message: when testing begins (`evaluate`)
message: no line
"""

import time

import keras


class EventLogger(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"Starting training; got log keys: {keys}")

    def on_train_end(self, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"Stop training; got log keys: {keys}")

    def on_epoch_begin(self, epoch, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"Start epoch {epoch} of training; got log keys: {keys}")

    def on_epoch_end(self, epoch, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"End epoch {epoch} of training; got log keys: {keys}")

    def on_train_batch_begin(self, batch, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"...Training: start of batch {batch}; got log keys: {keys}")

    def on_train_batch_end(self, batch, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"...Training: end of batch {batch}; got log keys: {keys}")

    def on_evaluate_begin(self, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"Start testing; got log keys: {keys}")

    def on_evaluate_end(self, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"Stop testing; got log keys: {keys}")

    def on_evaluate_batch_begin(self, batch, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"...Evaluating: start of batch {batch}; got log keys: {keys}")

    def on_evaluate_batch_end(self, batch, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"...Evaluating: end of batch {batch}; got log keys: {keys}")

    def on_predict_begin(self, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"Start predicting; got log keys: {keys}")

    def on_predict_end(self, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"Stop predicting; got log keys: {keys}")

    def on_predict_batch_begin(self, batch, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"...Predicting: start of batch {batch}; got log keys: {keys}")

    def on_predict_batch_end(self, batch, logs=None):
        keys = list(logs.keys()) if logs else []
        print(f"...Predicting: end of batch {batch}; got log keys: {keys}")


class BatchTimer(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.durations = []

    def on_train_begin(self, logs=None):
        self.durations = []

    def on_epoch_begin(self, epoch, logs=None):
        self.durations.append([])

    def on_train_batch_begin(self, batch, logs=None):
        self.start = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        self.durations[-1].append(time.perf_counter() - self.start)

    def slowest(self):
        best, place = -1.0, None
        for epoch, seconds in enumerate(self.durations):
            for batch, duration in enumerate(seconds):
                if duration > best:
                    best, place = duration, (epoch, batch)
        if place is None:
            raise ValueError("no batch has run yet")
        return place
