from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.recording.axes import counting, fitting


@given(st.lists(st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda value: round(value, 6)), min_size=1))
def test_every_value_lies_on_the_axis(values: list[float]) -> None:
    """The marks go at least from the smallest to the largest value, and there are not many of them."""
    axis = fitting(values, 0, 100)

    assert 2 <= len(axis.marks) <= 8
    assert all(-0.01 <= axis.place(value) <= 100.01 for value in values)


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ((0.04, 0.76), (0, 0.2, 0.4, 0.6, 0.8)),
        ((0.1, 0.004), (0, 0.025, 0.05, 0.075, 0.1)),
        ((1, 18), (0, 5, 10, 15, 20)),
    ],
)
def test_marks_are_round(values: tuple[float, ...], marks: tuple[float, ...]) -> None:
    """A reader finds the numbers that one would draw by hand."""
    assert fitting(values, 0, 1).marks == pytest.approx(marks)


@pytest.mark.parametrize("count", [1, 2, 5, 10, 11, 14, 24, 100])
def test_counting_shows_first_and_last(count: int) -> None:
    """The first and the last number have a mark, between them there are few, in order and without doubles."""
    marks = counting(count, 0, 1).marks

    assert marks[0] == 1
    assert marks[-1] == max(count, 2)
    assert list(marks) == sorted(set(marks))
    assert len(marks) <= 12
