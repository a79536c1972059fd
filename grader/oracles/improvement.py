"""When a value is better than the best so far: the one idea that three callbacks share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.oracles.precision import single

Mode = Literal["min", "max"]
History = Sequence[Mapping[str, float]]


@dataclass
class Best:
    """The best value so far, under the rule of ``MonitorCallback``.

    The first value is always better, even NaN; then nothing compares as better with NaN. Later ones must beat the best
    by strictly more than ``min_delta``, compared in single precision as TensorFlow does: 0.1 and 0.1 - 1e-9 tie.
    Subnormal numbers (below 1.2e-38) are left out: whether they count as 0 depends on the processor.
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
        if self.mode == "min":
            return single(value + delta) < single(best)
        return single(value - delta) > single(best)
