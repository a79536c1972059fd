"""The recorder: two callbacks around the learner's own, which see every hook before and after them."""

from __future__ import annotations

import hashlib
from typing import Any

import keras

from grader.child.record import Record

_EPOCH_HOOKS = ("on_epoch_begin", "on_epoch_end")
_BATCH_HOOKS = tuple(f"on_{phase}_batch_{edge}" for phase in ("train", "test", "predict") for edge in ("begin", "end"))
_PHASE_HOOKS = tuple(f"on_{phase}_{edge}" for phase in ("train", "test", "predict") for edge in ("begin", "end"))


class Probe(keras.callbacks.Callback):
    """Records every hook; ``position`` is ``first`` or ``last`` in the list of callbacks.

    The last probe records the ends of epochs and of training alone: what the callbacks before it changed.
    """

    def __init__(self, record: Record, position: str) -> None:
        super().__init__()
        self._record, self._position = record, position

    def note(self, hook: str, at: int | None, logs: dict[str, Any] | None) -> None:
        """Write one hook with the rate, the stop flag and, where watched, the weights at this moment."""
        if self._position == "last" and hook not in ("on_epoch_end", "on_train_end"):
            return
        fields: dict[str, Any] = {"probe": self._position, "hook": hook, "at": at, "logs": _numbers(logs)}
        if "batch" not in hook:
            fields |= {"rate": rate_of(self.model), "stop": bool(getattr(self.model, "stop_training", False))}
            if self._record.watch_weights and hook in ("on_epoch_end", "on_train_end"):
                fields["weights"] = weights_digest(self.model)
        self._record.send("hook", **fields)
        if self._position == "last" and hook == "on_epoch_end":
            self._record.look_at_files(at or 0)


def _epoch_or_batch(hook: str) -> Any:
    # Keras passes batches by keyword, epochs by position.
    def method(self: Probe, at: int, logs: dict[str, Any] | None = None) -> None:
        self.note(hook, at, logs)

    def batch_method(self: Probe, batch: int, logs: dict[str, Any] | None = None) -> None:
        self.note(hook, batch, logs)

    return method if hook in _EPOCH_HOOKS else batch_method


def _phase(hook: str) -> Any:
    def method(self: Probe, logs: dict[str, Any] | None = None) -> None:
        self.note(hook, None, logs)

    return method


for _hook in (*_EPOCH_HOOKS, *_BATCH_HOOKS):
    setattr(Probe, _hook, _epoch_or_batch(_hook))
for _hook in _PHASE_HOOKS:
    setattr(Probe, _hook, _phase(_hook))


def surrounded(given: Any, record: Record, model: Any, script: Any = None, end: Any = None) -> Any:
    """Return the learner's callbacks with a probe before and after them (``script`` before all, and ``end`` after)."""
    before = [Probe(record, "first")] if script is None else [script, Probe(record, "first")]
    after = [Probe(record, "last")] if end is None else [Probe(record, "last"), end]
    if isinstance(given, keras.callbacks.CallbackList):
        for one in (*before, *after):
            one.set_model(model)
        given.callbacks[:0] = before
        given.callbacks.extend(after)
        return given
    # Keras flattens nested lists, so what the learner passed stays exactly as it is.
    return [*before, *([] if given is None else [given]), *after]


def rate_of(model: Any) -> float | None:
    """Return the learning rate that ``model`` would train with now, or None when it has none."""
    optimizer = getattr(model, "optimizer", None)
    try:
        return float(optimizer.learning_rate) if optimizer is not None else None
    except (TypeError, ValueError, AttributeError):
        return None


def weights_digest(model: Any) -> str:
    """Return a digest of all weights of ``model``."""
    digest = hashlib.blake2b(digest_size=8)
    for weight in model.get_weights():
        digest.update(weight.tobytes())
    return digest.hexdigest()


def _numbers(logs: dict[str, Any] | None) -> dict[str, Any]:
    # The outputs of predict are arrays, too large to be evidence.
    return {key: value for key, value in (logs or {}).items() if key != "outputs"}
