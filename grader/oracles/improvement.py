"""When a value is better than the best so far: the one idea that three callbacks share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Mode = Literal["min", "max"]
History = Sequence[Mapping[str, float]]


@dataclass
class Best:
    """The best value so far, under the rule of ``MonitorCallback``.

    The first value is always better, even NaN; then nothing compares as better with NaN. Later ones must beat the best
    by strictly more than ``min_delta``.
    """

    mode: Mode
    min_delta: float = 0.0
    value: float | None = None

    def take(self, value: float) -> bool:
        """Remember ``value`` when it is better than the best so far, and tell whether it was."""
        better = self.value is None or self._beats(value, self.value)
        if better:
            self.value = value
        return better

    def _beats(self, value: float, best: float) -> bool:
        delta = abs(self.min_delta)
        return value + delta < best if self.mode == "min" else value - delta > best
