"""Goes on with the list that it has.

misconception: fits_share_a_list
caught by: test_starts_a_new_list
message: Each fit has a list of its own
"""

import functools
import time

import keras


def announce(text):
    def decorate(hook):
        @functools.wraps(hook)
        def wrapper(self, *args, **kwargs):
            logs = kwargs["logs"] if "logs" in kwargs else args[-1]
            shown = "None" if logs is None else list(logs.keys())
            print(text.format(*args) + f"; got log keys: {shown}")

        return wrapper

    return decorate


class EventLogger(keras.callbacks.Callback):
    @announce("Starting training")
    def on_train_begin(self, logs=None): ...

    @announce("Stop training")
    def on_train_end(self, logs=None): ...

    @announce("Start epoch {0} of training")
    def on_epoch_begin(self, epoch, logs=None): ...

    @announce("End epoch {0} of training")
    def on_epoch_end(self, epoch, logs=None): ...

    @announce("...Training: start of batch {0}")
    def on_train_batch_begin(self, batch, logs=None): ...

    @announce("...Training: end of batch {0}")
    def on_train_batch_end(self, batch, logs=None): ...

    @announce("Start testing")
    def on_test_begin(self, logs=None): ...

    @announce("Stop testing")
    def on_test_end(self, logs=None): ...

    @announce("...Evaluating: start of batch {0}")
    def on_test_batch_begin(self, batch, logs=None): ...

    @announce("...Evaluating: end of batch {0}")
    def on_test_batch_end(self, batch, logs=None): ...

    @announce("Start predicting")
    def on_predict_begin(self, logs=None): ...

    @announce("Stop predicting")
    def on_predict_end(self, logs=None): ...

    @announce("...Predicting: start of batch {0}")
    def on_predict_batch_begin(self, batch, logs=None): ...

    @announce("...Predicting: end of batch {0}")
    def on_predict_batch_end(self, batch, logs=None): ...


def lap():
    start = time.clock_gettime(time.CLOCK_MONOTONIC)
    yield
    yield time.clock_gettime(time.CLOCK_MONOTONIC) - start


class BatchTimer(keras.callbacks.Callback):
    def __init__(self):
        self.durations = []
        super().__init__()

    def on_epoch_begin(self, *_):
        self.durations.append([])

    def on_train_batch_begin(self, *_, **__):
        self.lap = lap()
        next(self.lap)

    def on_train_batch_end(self, *_, **__):
        self.durations[-1].append(next(self.lap))

    def slowest(self):
        ordered = sorted(
            ((e, b) for e in range(len(self.durations)) for b in range(len(self.durations[e]))),
            key=lambda at: -self.durations[at[0]][at[1]],
        )
        if len(ordered) == 0:
            raise ValueError()
        return ordered[0]
