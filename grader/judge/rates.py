"""Expectations about the learning rate: what each epoch trained with, and how reductions are announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from math import isclose

from grader.evidence import Fit
from grader.judge.announced import reductions_announced
from grader.judge.expect import expect
from grader.oracles import PlateauOutcome

_SHOWN = 6


def expect_rates(
    fit: Fit, outcome: PlateauOutcome, history: Sequence[Mapping[str, float]], metric: str, why: str
) -> None:
    """Raise Unmet unless each epoch trained at the rate that ``outcome`` says of ``history``; ``metric`` decided it."""
    for index, rate in enumerate(outcome.rates):
        recent = history[max(0, index - _SHOWN) : index]
        before = ", ".join(f"{logs[metric]:.4f}" if metric in logs else "none" for logs in recent)
        told = f" ({metric} before it: {'..., ' if index > _SHOWN else ''}{before})" if before else ""
        expected = f"epoch {index + 1} trains at {rate:.3g}{told}"
        ended = f"training ended after {len(fit.epochs)} epochs"
        expect(index < len(fit.epochs), expected=expected, seen=ended, why=why)
        seen = fit.epochs[index].rate or 0.0
        expect(isclose(seen, rate, rel_tol=1e-4), expected=expected, seen=f"it trained at {seen:.3g}", why=why)


def expect_reductions_announced(fit: Fit, outcome: PlateauOutcome) -> None:
    """Raise Unmet unless the words of Keras announce each reduction of ``outcome``, and no other."""
    wanted = list(zip(outcome.reductions, outcome.announced, strict=True))
    seen = reductions_announced(fit)
    for want, got in zip_longest(wanted, seen):
        expect(
            want is not None
            and got is not None
            and want[0] == got[0]
            and isclose(want[1], got[1], rel_tol=0.01, abs_tol=1e-6),
            expected=_announcement(want),
            seen=_announcement(got),
            why="Whoever reads the log later sees when and how far the rate went down.",
        )


def _announcement(one: tuple[int, float] | None) -> str:
    if one is None:
        return "no (further) announcement"
    return f"`Epoch {one[0]}: ReduceLROnPlateau reducing learning rate to {one[1]:.3g}.`"
