"""Exercise 01: a logger that prints every hook of Keras, and a timer for training batches.

Grade this file with `pytest exercises/01_event_logger` or `grader check 01`.
"""

import time

import keras


def line(moment, keys):
    """Return the line of a hook: line("Start testing", []) is "Start testing; got log keys: []"."""
    return f"{moment}; got log keys: {keys}"


class EventLogger(keras.callbacks.Callback):
    """Prints one line for every hook of fit, evaluate and predict."""

    def on_train_begin(self, logs=None):
        # TODO 1: print line("Starting training", ...) with the list of the keys in `logs`, which may be None.
        raise NotImplementedError("EventLogger.on_train_begin is not written yet")

    # TODO 2: the other thirteen hooks of the table in README.md. A batch hook is given (batch, logs), an epoch hook
    # (epoch, logs), the others (logs).


class BatchTimer(keras.callbacks.Callback):
    """Measures how long each training batch takes: `durations` has a list of seconds for each epoch."""

    def __init__(self):
        super().__init__()
        # TODO 3: start with an empty list `durations`.
        raise NotImplementedError("BatchTimer.__init__ is not written yet")

    # TODO 4: the hooks that start a new `durations`, begin the list of an epoch, and measure a batch.

    def slowest(self):
        """Return (epoch, batch) of the longest batch, both from 0."""
        # TODO 5: raise ValueError when no batch has run yet.
        raise NotImplementedError("BatchTimer.slowest is not written yet")
