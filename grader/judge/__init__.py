"""What the suites under ``exercises/`` are written with.

A suite is a list of checks, each a sentence about evidence:

    @check(points=2, needs="train", lesson="day-27#early-stopping")
    def test_stops_in_time(runs: Runs) -> None:
        \"\"\"Training stops after two epochs without a better val_loss.\"\"\"
        run = runs["overfits"]
        expect(len(run.fit.epochs) == 5, expected="5 epochs", seen=..., why=...)
"""

from __future__ import annotations

from grader.judge.attempt import Attempt, new_seed, read
from grader.judge.check import STAGES, CheckInfo, check, info_of
from grader.judge.engine import Engine
from grader.judge.expect import Unmet, expect, expect_close, expect_equal
from grader.judge.fits import fits_of
from grader.judge.runs import NotJudged, Runs
from grader.judge.signatures import expect_signatures

__all__ = [
    "STAGES",
    "Attempt",
    "CheckInfo",
    "Engine",
    "NotJudged",
    "Runs",
    "Unmet",
    "check",
    "expect",
    "expect_close",
    "expect_equal",
    "expect_signatures",
    "fits_of",
    "info_of",
    "new_seed",
    "read",
]
