"""The code of the lessons runs: each page from top to bottom, each file of code once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lessons.conftest import Outcome, Runs
from tests.lessons.fences import fences_of
from tests.lessons.host import SECONDS
from tests.lessons.sources import code_files, documents, name_of

WITH_CODE = [path for path in documents() if fences_of(path.read_text(encoding="utf-8"), str(path))]
KILLED_BY_ALARM = -14


# Files take longer than pages and begin first, so that no long one is left over at the end.
@pytest.mark.parametrize("code_of", [*code_files(), *WITH_CODE], ids=name_of)
def test_it_runs(runs: Runs, code_of: Path) -> None:
    """A reader who copies the code sees it work, with the stand-ins, in an empty folder, without a network."""
    outcome = runs.of(code_of)

    assert outcome.code == 0, _story(outcome)


def _story(outcome: Outcome) -> str:
    if outcome.code == KILLED_BY_ALARM:
        return f"{outcome.path} was not done after {SECONDS} seconds. It printed:\n{outcome.output[-2000:]}"
    return f"{outcome.path} ended with {outcome.code}. It printed:\n{outcome.output[-4000:]}"
