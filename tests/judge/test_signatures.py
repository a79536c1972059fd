"""Whether a learner's name can be called as the exercise asks, by position and by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from grader.judge import Runs, Unmet, expect_signatures

ASKED = "train(model, x, epochs=30)"


def _runs(function: Callable[..., Any]) -> Runs:
    parameters = [
        {"name": one.name, "kind": one.kind.name, "optional": one.default is not one.empty}
        for one in inspect.signature(function).parameters.values()
    ]
    return cast("Runs", SimpleNamespace(asked={"train": ASKED}, names={"train": {"parameters": parameters}}))


@pytest.mark.parametrize(
    "function",
    [
        lambda model, x, epochs=30: None,
        lambda model, x, epochs=30, *, verbose=0: None,
        lambda model, x, epochs=30, extra=None: None,
        lambda *args, **kwargs: None,
        lambda model, *args, **kwargs: None,
    ],
)
def test_accepts_whatever_can_be_called(function: Callable[..., Any]) -> None:
    """Optional extras and catch-all arguments do no harm."""
    expect_signatures(_runs(function), "train")


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda net, x, epochs=30: None, "there is no argument `model`"),
        (lambda x, model, epochs=30: None, "`model` is not argument number 1"),
        (lambda model, x, epochs: None, "`epochs` needs a default"),
        (lambda model, x, epochs=30, *, verbose: None, "`verbose` has no default"),
        (lambda model, x, *, epochs=30: None, "`epochs` is not argument number 3"),
        (lambda *args: None, "there is no argument `model`"),
        (lambda **kwargs: None, "`model` is not argument number 1"),
    ],
)
def test_says_what_keeps_it_from_being_called(function: Callable[..., Any], words: str) -> None:
    """Each kind of mismatch has its sentence."""
    with pytest.raises(Unmet, match=words):
        expect_signatures(_runs(function), "train")
