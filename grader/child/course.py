"""What a trainee goes through: the val_loss of each epoch, notes on its weights, and the moment at which it is killed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import keras
import numpy as np

from grader.child.disk_states import DiskStates
from grader.child.probe import weights_digest
from grader.child.trainee import mark_of

Death = dict[str, Any]


class Course(keras.callbacks.Callback):
    """The script of one call that trains a ``trainee``; ``losses`` holds the val_loss of each epoch.

    ``executions`` is filled with a note on each epoch that is begun, and ``tell`` is called at every change of it:
    ``epoch``; ``begun`` and ``ended``, digests of the model (None where it did not come so far); ``logs``; ``rows`` and
    ``foreign``, how many rows it trained on and how many of them are for validation.

    ``death`` says when to die: ``{"epoch": e, "batch": b}`` before that batch is trained, or at the end of the epoch
    when it has fewer, before any callback of the learner hears of it; ``{"epoch": e, "saving": n}`` in the n-th state
    that ``directory`` goes through after epoch e, or before the first batch after that (``exhausted``;
    ``blind`` when the code has switched off what looks at the directory).

    ``watch`` holds an epoch and a function: it is called as ``DiskStates`` does in each state that ``directory`` goes
    through after the end of that epoch, from the beginning of the call where it is -1, until the next batch.
    """

    def __init__(
        self,
        losses: list[float],
        executions: list[dict[str, Any]],
        tell: Callable[[], None],
        die: Callable[[Death], NoReturn],
        directory: Path,
        death: Death | None = None,
        watch: tuple[int, Callable[[int, str], None]] | None = None,
    ) -> None:
        super().__init__()
        self._losses, self._executions, self._tell, self._die = losses, executions, tell, die
        self._death = death or {}
        saved: int | None = self._death["epoch"] if "saving" in self._death else None
        self._watched = watch[0] if watch else saved
        self._states = DiskStates(directory, watch[1] if watch else self._on_state)
        self._epoch = self._step = 0

    def on_call_begin(self) -> None:
        """Watch the directory from now on, where that is wanted before any training."""
        self._tell()
        if self._watched == -1:
            self._states.start()

    def on_call_end(self) -> None:
        """Watch nothing any more."""
        self._states.stop()

    @property
    def blind(self) -> bool:
        """Tell whether the code has switched off what looks at the directory."""
        return self._states.blind

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Count batches anew."""
        self._epoch, self._step = epoch, 0

    def on_step_begin(self, model: Any, x: Any) -> None:
        """Note how an epoch begins, once its first batch is about to be trained; die where this was planned."""
        self._states.stop()
        if self._step == 0:
            note = {
                "epoch": self._epoch,
                "begun": digests_of(model),
                "ended": None,
                "logs": {},
                "rows": 0,
                "foreign": 0,
            }
            if "saving" in self._death and self._epoch > self._death["epoch"]:
                self._die({**self._death, "exhausted": True, "blind": self.blind})
            self._die_before(0)
            self._executions.append(note)
            self._tell()
        else:
            self._die_before(self._step)
        self._executions[-1]["rows"] += len(x)
        self._executions[-1]["foreign"] += int(np.sum(x[:, 0]))
        self._step += 1

    def on_test_begin(self, logs: Any = None) -> None:
        """Have the validation measure what the script says of this epoch."""
        mark_of(self.model).assign(self._losses[min(self._epoch, len(self._losses) - 1)])

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Note how the epoch ended, before the learner's callbacks hear of it, and watch what they save."""
        if self._executions:
            measured = {name: float(value) for name, value in (logs or {}).items()}
            self._executions[-1] |= {"ended": digests_of(self.model), "logs": measured}
        self._tell()
        if "batch" in self._death and self._death["epoch"] == epoch and self._death["batch"] > 0:
            self._die(self._death)
        if self._watched == epoch:
            self._states.start()

    def _die_before(self, batch: int) -> None:
        if "batch" in self._death and (self._death["epoch"], self._death["batch"]) == (self._epoch, batch):
            self._die(self._death)

    def _on_state(self, number: int, change: str) -> None:
        if number == self._death["saving"]:
            self._die({**self._death, "change": change})


def digests_of(model: Any) -> dict[str, str]:
    """Return digests of the ``weights`` of ``model`` and of the ``optimizer``, which is built if need be."""
    optimizer = model.optimizer
    digest = hashlib.blake2b(digest_size=8)
    if optimizer is not None:
        if not optimizer.built:
            optimizer.build(model.trainable_variables)
        for variable in optimizer.variables:
            digest.update(keras.ops.convert_to_numpy(variable).tobytes())
    return {"weights": weights_digest(model), "optimizer": digest.hexdigest()}
