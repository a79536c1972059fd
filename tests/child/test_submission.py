"""The learner's module in the child."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


def test_a_module_that_is_imported_anew_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has kept in memory is gone, as in a new process; the one before is another module."""
    from grader.child.submission import MODULE, Submission, anew, load

    monkeypatch.setitem(sys.modules, MODULE, sys)  # put back in the end
    source = "seen = []\ndef see(one):\n    seen.append(one)\n    return list(seen)\n"
    first = Submission(load(source, tmp_path / "exercise.py"))
    first.see(1)

    second = anew(first)

    assert second.see(2) == [2]
    assert first.see(3) == [1, 3]
