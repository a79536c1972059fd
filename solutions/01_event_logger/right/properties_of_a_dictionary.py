"""Keeps the times in a dictionary and shows them as lists; the hooks of a training batch go by their shorter names."""

import time
from collections import defaultdict
from functools import partialmethod

from keras import callbacks


class EventLogger(callbacks.Callback):
    def _print(self, words, number, logs):
        words = words.format(*number)
        print(words, "got log keys: " + str(list(logs if logs is not None else {})), sep="; ")

    def _plain(self, words, logs=None):
        self._print(words, (), logs)

    def _numbered(self, words, number, logs=None):
        self._print(words, (number,), logs)

    on_train_begin = partialmethod(_plain, "Starting training")
    on_train_end = partialmethod(_plain, "Stop training")
    on_epoch_begin = partialmethod(_numbered, "Start epoch {} of training")
    on_epoch_end = partialmethod(_numbered, "End epoch {} of training")

    def on_batch_begin(self, batch, logs=None):
        self._numbered("...Training: start of batch {}", batch, logs)

    def on_batch_end(self, batch, logs=None):
        self._numbered("...Training: end of batch {}", batch, logs)

    on_test_begin = partialmethod(_plain, "Start testing")
    on_test_end = partialmethod(_plain, "Stop testing")
    on_predict_begin = partialmethod(_plain, "Start predicting")
    on_predict_end = partialmethod(_plain, "Stop predicting")

    def on_test_batch_begin(self, batch, logs=None):
        self._numbered("...Evaluating: start of batch {}", batch, logs)

    def on_test_batch_end(self, batch, logs=None):
        self._numbered("...Evaluating: end of batch {}", batch, logs)

    def on_predict_batch_begin(self, batch, logs=None):
        self._numbered("...Predicting: start of batch {}", batch, logs)

    def on_predict_batch_end(self, batch, logs=None):
        self._numbered("...Predicting: end of batch {}", batch, logs)


class BatchTimer(callbacks.Callback):
    def __init__(self):
        super().__init__()
        self._seconds = {}
        self._epochs = 0

    def on_train_begin(self, logs=None):
        self._seconds, self._epochs = {}, 0

    def on_epoch_begin(self, epoch, logs=None):
        self._epoch, self._epochs = self._epochs, self._epochs + 1

    def on_train_batch_begin(self, batch, logs=None):
        self._begin = time.perf_counter_ns()

    def on_train_batch_end(self, batch, logs=None):
        self._seconds[self._epoch, batch] = (time.perf_counter_ns() - self._begin) * 1e-9

    @property
    def durations(self):
        lists = defaultdict(list)
        for (epoch, _), seconds in sorted(self._seconds.items()):
            lists[epoch].append(seconds)
        return [lists[epoch] for epoch in range(self._epochs)]

    def slowest(self):
        if self._seconds:
            return max(self._seconds, key=self._seconds.get)
        raise ValueError("there is no batch to choose from")
