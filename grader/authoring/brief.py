"""Gradings that end as soon as enough is known."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from grader.judge import Attempt, Engine
from grader.pytest_plugin.grade import judge
from grader.report import CheckResult, Report


def judge_until(
    enough: Callable[[list[CheckResult]], bool], attempt: Attempt, engine: Engine, only: str | None = None
) -> Report:
    """Run and judge ``attempt`` until its verdicts so far are ``enough``; the report then holds these and no others.

    ``only`` names a check: the others are left out.
    """
    verdicts: list[CheckResult] = []
    ended = False

    def tell(result: CheckResult) -> None:
        nonlocal ended
        if not ended:
            verdicts.append(result)
            ended = enough(verdicts)
            if ended:
                attempt.children.close()

    running = threading.Thread(target=engine.run, args=(attempt,))
    running.start()
    report = judge(attempt, tell, only)
    running.join()
    return replace(report, standing="graded", checks=verdicts) if ended else report
