"""Which hooks Keras calls, in which order, with which keys in their logs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class HookCall:
    """One call of a hook; ``at`` is the epoch or batch, from 0, and ``keys`` are those of its logs, in order."""

    hook: str
    at: int | None = None
    keys: tuple[str, ...] = ()


def fit_hooks(
    *,
    epochs: int,
    batches: int,
    metrics: Iterable[str] = (),
    validation_batches: int = 0,
    validation_freq: int = 1,
    initial_epoch: int = 0,
    steps_per_execution: int = 1,
) -> list[HookCall]:
    """Return the calls of a ``fit`` that trains epochs ``initial_epoch`` to ``epochs - 1`` without being stopped.

    ``metrics`` are the names of the compiled metrics; without ``validation_batches`` nothing is validated.
    Keys are in alphabetical order; a begin has none, and only the end of a validated epoch has ``val_`` keys.
    Batches come in groups of ``steps_per_execution``, of which the numbers of batches are multiples: the first batch of
    a group begins, the last one ends.
    """
    measured = ("loss", *metrics)
    keys: tuple[str, ...] = ()
    calls = [HookCall("on_train_begin")]
    for epoch in range(initial_epoch, epochs):
        validated = validation_batches > 0 and (epoch + 1) % validation_freq == 0
        calls.append(HookCall("on_epoch_begin", epoch))
        calls += _batches("train", batches, _sorted(measured), steps_per_execution)
        if validated:
            calls += evaluate_hooks(
                batches=validation_batches, metrics=metrics, steps_per_execution=steps_per_execution
            )
        keys = _sorted((*measured, *(f"val_{name}" for name in measured if validated)))
        calls.append(HookCall("on_epoch_end", epoch, keys))
    return [*calls, HookCall("on_train_end", keys=keys)]


def evaluate_hooks(*, batches: int, metrics: Iterable[str] = (), steps_per_execution: int = 1) -> list[HookCall]:
    """Return the calls of an ``evaluate``, which are also those of a validation inside ``fit``."""
    keys = _sorted(("loss", *metrics))
    return [
        HookCall("on_test_begin"),
        *_batches("test", batches, keys, steps_per_execution),
        HookCall("on_test_end", keys=keys),
    ]


def predict_hooks(*, batches: int, steps_per_execution: int = 1) -> list[HookCall]:
    """Return the calls of a ``predict``; only the end of a batch has a key."""
    return [
        HookCall("on_predict_begin"),
        *_batches("predict", batches, ("outputs",), steps_per_execution),
        HookCall("on_predict_end"),
    ]


def _batches(phase: str, count: int, keys: tuple[str, ...], together: int) -> Iterator[HookCall]:
    for batch in range(0, count, together):
        yield HookCall(f"on_{phase}_batch_begin", batch)
        yield HookCall(f"on_{phase}_batch_end", batch + together - 1, keys)


def _sorted(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys))
