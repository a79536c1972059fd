"""Writes to standard output directly, through a function that was taken along at import."""

import sys
from timeit import default_timer

import tensorflow as tf

write = sys.stdout.write


def log(text, logs):
    write("{}; got log keys: {}\n".format(text, [] if logs is None else [key for key in logs]))


class EventLogger(tf.keras.callbacks.Callback):
    def __init__(self, verbose=True):
        super(EventLogger, self).__init__()
        self.verbose = verbose

    def on_train_begin(self, logs=None):
        log("Starting training", logs)

    def on_train_end(self, logs=None):
        log("Stop training", logs)

    def on_epoch_begin(self, epoch, logs=None):
        log("Start epoch {} of training".format(epoch), logs)

    def on_epoch_end(self, epoch, logs=None):
        log("End epoch {} of training".format(epoch), logs)

    def on_train_batch_begin(self, batch, logs=None):
        log("...Training: start of batch {}".format(batch), logs)

    def on_train_batch_end(self, batch, logs=None):
        log("...Training: end of batch {}".format(batch), logs)

    def on_test_begin(self, logs=None):
        log("Start testing", logs)

    def on_test_end(self, logs=None):
        log("Stop testing", logs)

    def on_test_batch_begin(self, batch, logs=None):
        log("...Evaluating: start of batch {}".format(batch), logs)

    def on_test_batch_end(self, batch, logs=None):
        log("...Evaluating: end of batch {}".format(batch), logs)

    def on_predict_begin(self, logs=None):
        log("Start predicting", logs)

    def on_predict_end(self, logs=None):
        log("Stop predicting", logs)

    def on_predict_batch_begin(self, batch, logs=None):
        log("...Predicting: start of batch {}".format(batch), logs)

    def on_predict_batch_end(self, batch, logs=None):
        log("...Predicting: end of batch {}".format(batch), logs)


class BatchTimer(tf.keras.callbacks.Callback):
    def __init__(self):
        super(BatchTimer, self).__init__()
        self.durations = []
        self.current = []

    def on_train_begin(self, logs=None):
        self.durations = []

    def on_epoch_begin(self, epoch, logs=None):
        self.current = []

    def on_train_batch_begin(self, batch, logs=None):
        self.tic = default_timer()

    def on_train_batch_end(self, batch, logs=None):
        self.current.append(default_timer() - self.tic)

    def on_epoch_end(self, epoch, logs=None):
        self.durations.append(self.current)

    def slowest(self):
        if not any(self.durations):
            raise ValueError("no batches yet")
        longest = max(max(epoch) for epoch in self.durations)
        for number, epoch in enumerate(self.durations):
            if longest in epoch:
                return number, epoch.index(longest)
