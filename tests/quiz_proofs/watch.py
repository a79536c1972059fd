"""Notes whether Keras has worked, so that no proof can name a truth that it did not observe."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from tests.quiz_proofs.workplace import empty_folder

P = ParamSpec("P")
T = TypeVar("T")

# Making a model, and compiling it, is not yet an observation.
_CALLBACKS, _TRAINER = "/keras/src/callbacks/", "/keras/src/backend/tensorflow/trainer.py"
_RUNS = ("fit", "evaluate", "predict")
_watches: list[Watch] = []


class Watch:
    """Inside its block, ``saw_keras`` turns true as soon as Keras trains, evaluates, predicts or uses a callback."""

    def __init__(self) -> None:
        self.saw_keras = False
        self._outer: Any = None

    def __enter__(self) -> Self:
        """Look at every call of a function until one is Keras at work: from then on nothing is slowed down."""
        self._outer = sys.getprofile()
        _watches.append(self)
        sys.setprofile(self._look)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Hand back to the watch outside, which has seen all that this one saw."""
        _watches.remove(self)
        for outer in _watches:
            outer.saw_keras |= self.saw_keras
        sys.setprofile(self._outer)

    def _look(self, frame: FrameType, event: str, argument: Any) -> None:
        path = frame.f_code.co_filename.replace("\\", "/")
        if _CALLBACKS in path or (path.endswith(_TRAINER) and frame.f_code.co_name in _RUNS):
            self.saw_keras = True
            sys.setprofile(None)


def shared(run: Callable[P, T]) -> Callable[P, T]:
    """Return ``run`` so that several proofs can look at the result of one and the same run.

    It works in an empty folder of its own, which is gone afterwards.
    """
    results: dict[object, T] = {}

    @functools.wraps(run)
    def looked_up(*args: P.args, **kwargs: P.kwargs) -> T:
        asked = (args, tuple(kwargs.items()))
        if asked not in results:
            with empty_folder(), Watch() as watch:
                result = run(*args, **kwargs)
            assert watch.saw_keras, f"{run.__name__} runs nothing of Keras"
            results[asked] = result
        for outside in _watches:
            outside.saw_keras = True
        return results[asked]

    return looked_up
