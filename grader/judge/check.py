"""The marker that makes a test a check: what it is worth, what it needs, when it comes, where to read on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Stage = Literal["names", "signatures", "behaviour", "training"]
STAGES: tuple[Stage, ...] = ("names", "signatures", "behaviour", "training")
_ATTRIBUTE = "__check__"
Function = TypeVar("Function", bound=Callable[..., None])


@dataclass(frozen=True)
class CheckInfo:
    """What a suite says of a check: its points, its stage, the name it needs, and the lesson behind it."""

    points: float
    stage: Stage = "behaviour"
    needs: str | None = None
    lesson: str | None = None


def check(
    points: float, *, stage: Stage = "behaviour", needs: str | None = None, lesson: str | None = None
) -> Callable[[Function], Function]:
    """Make a test of a suite a check; its docstring is the sentence that the learner reads.

    ``needs`` is the name in the learner's file that the check is about; ``lesson`` overrides the exercise's own.
    """
    if stage not in STAGES:
        raise ValueError(f"stage is {stage!r}; it can be {', '.join(STAGES)}")

    def mark(function: Function) -> Function:
        if not (function.__doc__ or "").strip():
            raise ValueError(f"{function.__name__} needs a docstring: the sentence that the learner reads")
        setattr(function, _ATTRIBUTE, CheckInfo(points, stage, needs, lesson))
        return function

    return mark


def info_of(function: Any) -> CheckInfo | None:
    """Return what ``check`` noted on ``function``, or None when it is no check."""
    return getattr(function, _ATTRIBUTE, None)
