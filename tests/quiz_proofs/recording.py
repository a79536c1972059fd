"""What Keras calls, and when: runs of a tiny model with a callback that keeps every call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import keras

from grader.child.tiny import tiny_data, tiny_model
from grader.child.transcript import HOOKS
from tests.quiz_proofs.watch import shared

EPOCHS, BATCHES, BATCH_SIZE = 2, 3, 2


@dataclass(frozen=True)
class Call:
    """One call of a hook: its epoch or batch, a copy of its logs, and how many batches the model was trained on by then."""

    hook: str
    at: int | None
    logs: dict[str, Any]
    trained: int
    by: str


class Recorder(keras.callbacks.Callback):
    """Keeps every call of its hooks; several recorders may keep theirs in one list."""

    def __init__(self, name: str = "", calls: list[Call] | None = None) -> None:
        super().__init__()
        self.name = name
        self.calls = [] if calls is None else calls

    def keep(self, hook: str, at: int | None, logs: dict[str, Any] | None) -> None:
        """Note a call."""
        trained = int(self.model.optimizer.iterations.numpy())
        self.calls.append(Call(hook, at, dict(logs or {}), trained, self.name))


def _hook(hook: str) -> Any:
    def of_phase(self: Recorder, logs: dict[str, Any] | None = None) -> None:
        self.keep(hook, None, logs)

    # Keras passes batches and epochs first; the name `logs` is used for batches alone.
    def of_part(self: Recorder, at: int, logs: dict[str, Any] | None = None) -> None:
        self.keep(hook, at, logs)

    return of_part if "batch" in hook or "epoch" in hook else of_phase


for _name in HOOKS:
    setattr(Recorder, _name, _hook(_name))


def data(batches: int = BATCHES) -> tuple[Any, Any]:
    """Return x and y for ``batches`` batches."""
    return tiny_data(0, batches * BATCH_SIZE)


@shared
def fit_calls(validated: bool) -> list[Call]:
    """Return what a ``fit`` of 2 epochs with 3 batches calls, with or without a validation of 2 batches."""
    recorder = Recorder()
    tiny_model().fit(
        *data(),
        epochs=EPOCHS,
        batch_size=BATCH_SIZE,
        validation_data=data(2) if validated else None,
        verbose=0,
        callbacks=[recorder],
    )
    return recorder.calls


@shared
def evaluate_calls() -> list[Call]:
    """Return what an ``evaluate`` of 3 batches calls."""
    recorder = Recorder()
    tiny_model().evaluate(*data(), batch_size=BATCH_SIZE, verbose=0, callbacks=[recorder])
    return recorder.calls


@shared
def predict_calls() -> list[Call]:
    """Return what a ``predict`` of 3 batches calls."""
    recorder = Recorder()
    tiny_model().predict(data()[0], batch_size=BATCH_SIZE, verbose=0, callbacks=[recorder])
    return recorder.calls


def calls_of(hook: str, calls: list[Call]) -> list[Call]:
    """Return the calls of one hook."""
    return [call for call in calls if call.hook == hook]


def trained_at(hook: str, calls: list[Call]) -> list[int]:
    """Return for each call of ``hook`` on how many batches the model was trained by then."""
    return [call.trained for call in calls_of(hook, calls)]
