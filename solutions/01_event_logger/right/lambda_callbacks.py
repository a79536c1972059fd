"""Gives functions to LambdaCallback; the timer uses the shorter names of the hooks of a training batch."""

import time

from keras.callbacks import Callback, LambdaCallback


def keys_of(logs):
    if logs is None:
        return []
    return list(logs.keys())


def say(text):
    return lambda logs=None: print(f"{text}; got log keys: {keys_of(logs)}")


def say_number(text):
    return lambda number, logs=None: print(f"{text % number}; got log keys: {keys_of(logs)}")


class EventLogger(LambdaCallback):
    def __init__(self):
        super().__init__(
            on_train_begin=say("Starting training"),
            on_train_end=say("Stop training"),
            on_epoch_begin=say_number("Start epoch %d of training"),
            on_epoch_end=say_number("End epoch %d of training"),
            on_train_batch_begin=say_number("...Training: start of batch %d"),
            on_train_batch_end=say_number("...Training: end of batch %d"),
            on_test_begin=say("Start testing"),
            on_test_end=say("Stop testing"),
            on_test_batch_begin=say_number("...Evaluating: start of batch %d"),
            on_test_batch_end=say_number("...Evaluating: end of batch %d"),
            on_predict_begin=say("Start predicting"),
            on_predict_end=say("Stop predicting"),
            on_predict_batch_begin=say_number("...Predicting: start of batch %d"),
            on_predict_batch_end=say_number("...Predicting: end of batch %d"),
        )


class BatchTimer(Callback):
    def __init__(self):
        super().__init__()
        self.durations = []
        self._t = None

    def on_train_begin(self, logs=None):
        self.durations = []

    def on_epoch_begin(self, epoch, logs=None):
        self.durations.append([])

    def on_batch_begin(self, batch, logs=None):
        self._t = time.monotonic()

    def on_batch_end(self, batch, logs=None):
        self.durations[-1].append(time.monotonic() - self._t)

    def slowest(self):
        best = None
        for e, row in enumerate(self.durations):
            for b, d in enumerate(row):
                if best is None or d > best[0]:
                    best = (d, e, b)
        if best is None:
            raise ValueError("Nothing was timed.")
        return best[1], best[2]
