"""Proofs of where-callbacks-go: which methods of a model use the callbacks that they are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.child.tiny import tiny_model
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import Recorder, data

prove = proofs_of("where-callbacks-go")


def _uses_callbacks(hand_over: Callable[[Any, list[Recorder]], object]) -> bool:
    """Hand a callback to a model, and look whether it is called."""
    recorder = Recorder()
    try:
        hand_over(tiny_model(), [recorder])
    except TypeError as error:
        if "unexpected keyword argument 'callbacks'" not in str(error):
            raise
    return bool(recorder.calls)


@prove("a")
def test_predict() -> bool:
    """A prediction calls the callback."""
    return _uses_callbacks(lambda model, callbacks: model.predict(data()[0], verbose=0, callbacks=callbacks))


@prove("b")
def test_compile() -> bool:
    """Neither does `compile` accept the callback, nor does a training after it call it."""

    def compile_and_fit(model: Any, callbacks: list[Recorder]) -> None:
        try:
            model.compile("adam", "mse", callbacks=callbacks)
        finally:
            model.fit(*data(), verbose=0)

    return _uses_callbacks(compile_and_fit)


@prove("c")
def test_fit() -> bool:
    """A training calls the callback."""
    return _uses_callbacks(lambda model, callbacks: model.fit(*data(), verbose=0, callbacks=callbacks))


@prove("d")
def test_evaluate() -> bool:
    """An evaluation calls the callback."""
    return _uses_callbacks(lambda model, callbacks: model.evaluate(*data(), verbose=0, callbacks=callbacks))
