"""Makes its list once, when the timer is made.

misconception: fits_share_a_list
caught by: test_starts_a_new_list
message: Each fit has a list of its own
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

Logs = Mapping[str, Any] | None


def keys(logs: Logs) -> list[str]:
    return list(logs.keys()) if logs else []


class EventLogger(keras.callbacks.Callback):
    TEMPLATE = "{moment}; got log keys: {keys}"

    def _log(self, moment: str, logs: Logs) -> None:
        print(self.TEMPLATE.format(moment=moment, keys=keys(logs)), flush=True)

    def on_train_begin(self, logs: Logs = None) -> None:
        super().on_train_begin(logs)
        self._log("Starting training", logs)

    def on_train_end(self, logs: Logs = None) -> None:
        super().on_train_end(logs)
        self._log("Stop training", logs)

    def on_epoch_begin(self, epoch: int, logs: Logs = None) -> None:
        super().on_epoch_begin(epoch, logs)
        self._log(f"Start epoch {epoch} of training", logs)

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        super().on_epoch_end(epoch, logs)
        self._log(f"End epoch {epoch} of training", logs)

    def on_train_batch_begin(self, batch: int, logs: Logs = None) -> None:
        super().on_train_batch_begin(batch, logs)
        self._log(f"...Training: start of batch {batch}", logs)

    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        super().on_train_batch_end(batch, logs)
        self._log(f"...Training: end of batch {batch}", logs)

    def on_test_begin(self, logs: Logs = None) -> None:
        self._log("Start testing", logs)

    def on_test_end(self, logs: Logs = None) -> None:
        self._log("Stop testing", logs)

    def on_test_batch_begin(self, batch: int, logs: Logs = None) -> None:
        self._log(f"...Evaluating: start of batch {batch}", logs)

    def on_test_batch_end(self, batch: int, logs: Logs = None) -> None:
        self._log(f"...Evaluating: end of batch {batch}", logs)

    def on_predict_begin(self, logs: Logs = None) -> None:
        self._log("Start predicting", logs)

    def on_predict_end(self, logs: Logs = None) -> None:
        self._log("Stop predicting", logs)

    def on_predict_batch_begin(self, batch: int, logs: Logs = None) -> None:
        self._log(f"...Predicting: start of batch {batch}", logs)

    def on_predict_batch_end(self, batch: int, logs: Logs = None) -> None:
        self._log(f"...Predicting: end of batch {batch}", logs)


class BatchTimer(keras.callbacks.Callback):
    def __init__(self) -> None:
        super().__init__()
        self.durations: list[list[float]] = []
        self._begin = np.float64(0.0)

    def on_epoch_begin(self, epoch: int, logs: Logs = None) -> None:
        self.durations.append([])

    def on_train_batch_begin(self, batch: int, logs: Logs = None) -> None:
        self._begin = np.float64(time.perf_counter())

    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        self.durations[-1].append(np.float64(time.perf_counter()) - self._begin)

    def slowest(self) -> tuple[int, int]:
        longest = [max(epoch, default=-1.0) for epoch in self.durations]
        if max(longest, default=-1.0) < 0:
            raise ValueError("no batch was timed")
        epoch = np.argmax(longest)
        return epoch, np.argmax(self.durations[epoch])
