"""What the benchmark of a class says of scores and of the rest of the time."""

from __future__ import annotations

import os
import sys

import pytest

from tests.bench import bench_class
from tests.bench.bench_class import Way, differing_scores, rest_of_batch


def test_scores_that_differ_are_found() -> None:
    """Another score, and a student whom one of the ways has lost; thirds may be summed in any order."""
    assert differing_scores({"a": 0.1 + 0.2, "b": 3.0}, {"a": 0.3, "b": 3.0}) == {}
    assert differing_scores({"a": 1.0, "b": 3.0}, {"a": 2.0, "c": 1.0}) == {
        "a": (1.0, 2.0),
        "b": (3.0, None),
        "c": (None, 1.0),
    }


def test_the_rest_of_the_time_adds_up() -> None:
    """One alone, and the others each."""
    assert list(rest_of_batch(5.0, 25.0, 11).values()) == [5.0, 2.0]


@pytest.mark.parametrize(("same", "code"), [(True, 0), (False, 1)])
def test_other_scores_are_no_success(monkeypatch: pytest.MonkeyPatch, same: bool, code: int) -> None:
    """A ratio between ways that do not agree says nothing."""
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(sys, "argv", ["bench", "4", "4"])
    monkeypatch.setattr(bench_class, "_three_ways", lambda *_: (Way(1.0, 1.0, 1.0, {}), same))

    with pytest.raises(SystemExit) as ended:
        bench_class.main()

    assert ended.value.code == code
