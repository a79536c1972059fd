"""Sentences of a verdict without what the seed decides: numbers become signs, and what they are to each other words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(?<![\w#])[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)")
_ROW_OF_NUMBERS = re.compile(r"#(?:,? (?:and )?#)+")
_WORD = re.compile(r"[^\W\d]\w*")
_MANY = 3  # numbers of a sentence that are compared one by one; rows are compared as a whole


def shape(text: str) -> str:
    """Return ``text`` with ``#`` for each number, and ``#...`` for a row of numbers."""
    return _ROW_OF_NUMBERS.sub("#...", _NUMBER.sub("#", text))


def new_words(seen: str, expected: str) -> list[str]:
    """Return the words of ``seen`` that ``expected`` lacks, each once."""
    known = set(_WORD.findall(expected))
    return list(dict.fromkeys(word for word in _WORD.findall(seen) if word not in known))


def relations(seen: str, expected: str) -> Iterator[str]:
    """Yield what the numbers of ``seen`` are to those of ``expected``, as in ``1 to 2: one more``."""
    got, wanted = numbers(seen), numbers(expected)
    if len(got) <= _MANY:
        for place, value in enumerate(got, start=1):
            for other, number in enumerate(wanted[:_MANY], start=1):
                yield f"{place} to {other}: {relation(value, number)}"
    if 0 < len(got) <= len(wanted):
        pairs = zip(got, wanted[-len(got) :], strict=True)
        differing = next((pair for pair in pairs if relation(*pair) != "equal"), None)
        yield f"first difference: {relation(*differing) if differing else 'none'}"
    yield f"numbers: {_compared(len(got), len(wanted))}"


def numbers(text: str) -> list[float]:
    """Return the numbers in ``text``, in order."""
    return [float(number) for number in _NUMBER.findall(text)]


def relation(value: float, other: float) -> str:
    """Return what ``value`` is to ``other``: equal, one more, its inverse, less and so on."""
    named = {
        "equal": other,
        "one more": other + 1,
        "one less": other - 1,
        "its inverse": 1 / other if other else math.inf,
        "its negative": -other,
    }
    for name, candidate in named.items():
        # Printed numbers are rounded to two decimals here and there.
        if math.isclose(value, candidate, rel_tol=1e-6) or (
            name == "its inverse" and math.isclose(value, candidate, rel_tol=0.02)
        ):
            return name
    return _compared(value, other)


def _compared(value: float, other: float) -> str:
    return "less" if value < other else "more" if value > other else "as many"
