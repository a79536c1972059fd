"""The formats by the names that a person types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.quiz.bank import Bank
from grader.quiz.exports.gift import gift
from grader.quiz.exports.moodle import moodle
from grader.quiz.exports.qti import qti

_SAME = "Each combination of ticks gets the same score there as on the page."


@dataclass(frozen=True)
class Format:
    """A format: its writer, its name, how the file gets into the system, and what becomes of the score."""

    write: Callable[[Bank], bytes]
    name: str
    next_step: str
    note: str


FORMATS = {
    "moodle": Format(moodle, "Moodle XML", "In Moodle: Question bank, Import, Moodle XML format.", _SAME),
    "gift": Format(gift, "GIFT", "In Moodle: Question bank, Import, GIFT format.", _SAME),
    "qti": Format(
        qti,
        "QTI 1.2",
        "In Canvas: Settings, Import Course Content, QTI .zip file.",
        "The score differs there: this format has all or nothing, so 1 point for exactly the right ticks, else 0. "
        "Where your system has a setting for partial credit, it is a setting of the system, not of this file.",
    ),
}
