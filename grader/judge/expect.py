"""Expectations whose failure tells a learner what was expected, what was seen, and why it matters."""

from __future__ import annotations

import math
from typing import Any


class Unmet(AssertionError):
    """An expectation that the evidence does not meet; ``line`` is the learner's, from 1, where one is to blame."""

    def __init__(self, expected: str, seen: str, why: str, line: int | None = None) -> None:
        super().__init__(f"expected: {expected}\nseen: {seen}\nwhy: {why}")
        self.expected, self.seen, self.why, self.line = expected, seen, why, line


def expect(condition: bool, *, expected: str, seen: str, why: str, line: int | None = None) -> None:
    """Raise Unmet unless ``condition`` holds."""
    if not condition:
        raise Unmet(expected, seen, why, line)


def expect_equal(seen: Any, expected: Any, *, what: str, why: str) -> None:
    """Raise Unmet unless both values are equal; ``what`` names the value that is compared."""
    expect(seen == expected, expected=f"{what}: {_shown(expected)}", seen=_shown(seen), why=why)


def expect_close(seen: Any, expected: float, *, what: str, why: str, relative: float = 1e-5) -> None:
    """Raise Unmet unless ``seen`` is a number within ``relative`` of ``expected``."""
    close = _is_number(seen) and math.isclose(seen, expected, rel_tol=relative, abs_tol=1e-9)
    expect(close, expected=f"{what}: {_shown(expected)}", seen=_shown(seen), why=why)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list | tuple):
        return ", ".join(_shown(one) for one in value) or "none"
    return "nothing" if value is None else str(value)
