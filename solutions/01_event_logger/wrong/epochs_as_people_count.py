"""Prints the epochs as people count them.

misconception: epochs_from_one
caught by: test_logs_training_and_epochs
message: Start epoch 0 of training
message: seen: `Start epoch 1 of training
"""

import time
from typing import NamedTuple

import keras


class Place(NamedTuple):
    epoch: int
    batch: int


class Prints:
    def say(self, event, logs):
        keys = list((logs or {}).keys())
        print("%s; got log keys: %s" % (event, keys))


class EventLogger(Prints, keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.say("Starting training", logs)

    def on_train_end(self, logs=None):
        self.say("Stop training", logs)

    def on_epoch_begin(self, epoch, logs=None):
        self.say(f"Start epoch {epoch + 1} of training", logs)

    def on_epoch_end(self, epoch, logs=None):
        self.say(f"End epoch {epoch + 1} of training", logs)

    def on_test_begin(self, logs=None):
        self.say("Start testing", logs)

    def on_test_end(self, logs=None):
        self.say("Stop testing", logs)

    def on_predict_begin(self, logs=None):
        self.say("Start predicting", logs)

    def on_predict_end(self, logs=None):
        self.say("Stop predicting", logs)

    def batch(self, activity, edge, batch, logs):
        self.say(f"...{activity}: {edge} of batch {batch}", logs)

    def on_train_batch_begin(self, batch, logs=None):
        self.batch("Training", "start", batch, logs)

    def on_train_batch_end(self, batch, logs=None):
        self.batch("Training", "end", batch, logs)

    def on_test_batch_begin(self, batch, logs=None):
        self.batch("Evaluating", "start", batch, logs)

    def on_test_batch_end(self, batch, logs=None):
        self.batch("Evaluating", "end", batch, logs)

    def on_predict_batch_begin(self, batch, logs=None):
        self.batch("Predicting", "start", batch, logs)

    def on_predict_batch_end(self, batch, logs=None):
        self.batch("Predicting", "end", batch, logs)


class BatchTimer(keras.callbacks.Callback):
    def __init__(self, clock=time.perf_counter):
        super().__init__()
        self.clock = clock
        self._reset()

    def _reset(self):
        self.durations = []
        self._longest, self._place = 0.0, None

    def on_train_begin(self, logs=None):
        self._reset()

    def on_epoch_begin(self, epoch, logs=None):
        self.durations.append([])

    def on_train_batch_begin(self, batch, logs=None):
        self._since = self.clock()

    def on_train_batch_end(self, batch, logs=None):
        seconds = self.clock() - self._since
        epoch = self.durations[-1]
        epoch.append(seconds)
        if self._place is None or seconds > self._longest:
            self._longest, self._place = seconds, Place(len(self.durations) - 1, len(epoch) - 1)

    def slowest(self):
        if self._place is None:
            raise ValueError("slowest() needs at least one batch")
        return self._place
