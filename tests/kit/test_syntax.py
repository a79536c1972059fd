"""Syntax trees that several threads build at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from grader.kit.syntax import parse

DEEP = "x = " + "[" * 30 + "1" + "]" * 30
LONG = "\n".join(f"def f{n}(a):\n    if a:\n        for b in a:\n            print([c for c in b])" for n in range(60))


class Garbage:
    """A cycle whose end takes a while: the collector runs it in the middle of whatever allocates."""

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        """Give other threads time to be let in."""
        for _ in range(50):
            pass


@pytest.fixture(autouse=True)
def eager_threads() -> Iterator[None]:
    """Have threads take turns as often as possible."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def _parse_often(source: str) -> int:
    for _ in range(150):
        _ = [Garbage() for _ in range(200)]
        parse(source)
    return 150


def test_several_threads_at_once() -> None:
    """No thread disturbs the tree of another; with `ast.parse` alone, Python 3.11 raises SystemError here."""
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(_parse_often, [DEEP, LONG, LONG, DEEP])) == [150] * 4


def test_a_syntax_error_is_raised() -> None:
    """What is no Python is told as always."""
    with pytest.raises(SyntaxError):
        parse("def broken(:")
