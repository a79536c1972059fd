"""A wall clock that a scenario can set, as a person or a time server does; monotonic clocks never follow it.

``install`` comes before the submission is imported, which may keep a clock of its own (``from time import time``).
"""

from __future__ import annotations

import datetime
import sys
import time
from typing import Any

_real_datetime = datetime.datetime
_added = 0


def install() -> None:
    """Replace, for as long as this process lives, what tells the time of day; nothing is added to it yet."""
    _follow(time, "time", 1)
    _follow(time, "time_ns", 1_000_000_000)
    for name, unit in (("clock_gettime", 1), ("clock_gettime_ns", 1_000_000_000)):
        if hasattr(time, name):
            _follow(time, name, unit)
    if "tensorflow" in sys.modules:
        _follow(sys.modules["tensorflow"], "timestamp", 1)
    datetime.datetime = Datetime  # type: ignore[misc]  # the type cannot be changed, but the module's name for it can


def set_forward(seconds: int) -> None:
    """Set the wall clock forward, or back where ``seconds`` is negative."""
    global _added
    _added += seconds


def _follow(module: Any, name: str, unit: int) -> None:
    """Make the function ``name``, which counts ``unit`` to a second, add what the clock was set forward by."""
    original = getattr(module, name)

    def function(*arguments: Any, **named: Any) -> Any:
        told = original(*arguments, **named)
        # A clock that is asked for by its number may be a monotonic one.
        return told if arguments and arguments[0] != time.CLOCK_REALTIME else told + _added * unit

    setattr(module, name, function)


class _AnyDatetime(type):
    """Lets a moment that was made before ``install`` count as one of the new type."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, _real_datetime)


class Datetime(_real_datetime, metaclass=_AnyDatetime):
    """The type ``datetime.datetime``, whose present follows ``time.time``."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        """Return the present as the wall clock shows it."""
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def today(cls) -> Any:
        """Return the present in local time."""
        return cls.now()

    @classmethod
    def utcnow(cls) -> Any:
        """Return the present in UTC, without a time zone."""
        return cls.now(datetime.UTC).replace(tzinfo=None)
