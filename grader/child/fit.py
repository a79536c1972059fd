"""Every ``fit`` of a run, recorded: its arguments, its hooks, its history."""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Iterator
from typing import Any

import keras

from grader.child.probe import surrounded
from grader.child.record import Record
from grader.child.replay import replay
from grader.child.trace_once import VariablesFirst

_original = keras.Model.fit
_signature = inspect.signature(_original)
_recording: list[Record] = []


def install() -> None:
    """Replace ``Model.fit`` by one that records, for as long as this process lives."""
    keras.Model.fit = _fit


@contextlib.contextmanager
def recorded_by(record: Record) -> Iterator[None]:
    """Send what every ``fit`` inside the block does to ``record``."""
    _recording.append(record)
    try:
        yield
    finally:
        _recording.pop()


@functools.wraps(_original)
def _fit(self: Any, *args: Any, **kwargs: Any) -> Any:
    if not _recording:
        return _original(self, *args, **kwargs)
    record = _recording[-1]
    bound = _signature.bind(self, *args, **kwargs)
    given = bound.arguments.get("callbacks")
    script = getattr(self, "script", None)
    loop = _loop_for(self, bound.arguments)
    record.send("fit", scripted=loop is not None, arguments=_arguments(bound.arguments))
    bound.arguments["callbacks"] = surrounded(
        given, record, self, script, None if loop else VariablesFirst(bound.arguments)
    )
    history = loop(self, bound.arguments) if loop else _original(*bound.args, **bound.kwargs)
    record.send("fit_end", epochs=history.epoch, history=history.history)
    return history


def _loop_for(model: Any, arguments: dict[str, Any]) -> Any:
    """Return what trains ``model`` in place of Keras, or None: models of the kit may bring a loop of their own."""
    if getattr(model, "replayed", False):
        return replay
    return model.loop_for(arguments) if hasattr(model, "loop_for") else None


def _arguments(bound: dict[str, Any]) -> dict[str, Any]:
    plain = ("epochs", "initial_epoch", "batch_size", "validation_split", "shuffle", "verbose", "steps_per_epoch")
    given = {name: bound[name] for name in plain if name in bound and isinstance(bound[name], int | float | str)}
    return given | {
        "validation_data": bound.get("validation_data") is not None,
        "callbacks": _kinds(bound.get("callbacks")),
    }


def _kinds(callbacks: Any) -> list[str]:
    if callbacks is None:
        return []
    if isinstance(callbacks, keras.callbacks.CallbackList):
        callbacks = callbacks.callbacks
    return [type(one).__name__ for one in keras.tree.flatten(callbacks)]
