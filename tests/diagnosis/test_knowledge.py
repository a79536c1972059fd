"""What ships with an exercise."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from grader.diagnosis import Diagnosis, Knowledge, Profile, coded, diagnosis_of, read_knowledge, signature_of
from grader.diagnosis.knowledge import FILE
from grader.kit.errors import KitError
from grader.report import CheckResult

LATE = Diagnosis("late", "your callback behaves as if it were late.", "It is.", "day-27", "stop-training")
FAILED = [
    CheckResult("test_a", "A.", 1, "x", status="passed"),
    CheckResult("test_b", "B.", 1, "x", status="failed", expected="3 epochs", seen="4 epochs", why="So.", run="one"),
]
KNOWLEDGE = Knowledge(
    {"late": LATE},
    (Profile("late", coded(signature_of(FAILED)).features), Profile(None, frozenset({"test_a:00000000"}))),
)


def _write(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Misconceptions and profiles come back as they were."""
    assert read_knowledge(_write(tmp_path, json.dumps(KNOWLEDGE.to_json()))) == KNOWLEDGE


def test_a_misconception_without_a_question_is_read_again(tmp_path: Path) -> None:
    """The question may be missing; an older file that names one for each is read as before."""
    asked_nothing = Knowledge({"late": replace(LATE, quiz=None)}, KNOWLEDGE.profiles)

    assert read_knowledge(_write(tmp_path, json.dumps(asked_nothing.to_json()))) == asked_nothing


def test_verdicts_are_told_their_misconception(tmp_path: Path) -> None:
    """The whole way: verdicts, what they show, what it is like, the words about it."""
    folder = _write(tmp_path, json.dumps(KNOWLEDGE.to_json()))

    assert diagnosis_of(folder, FAILED) == LATE
    assert diagnosis_of(folder, FAILED[:1]) is None


def test_an_exercise_without_misconceptions_tells_none(tmp_path: Path) -> None:
    """No file, no diagnosis."""
    assert diagnosis_of(tmp_path, FAILED) is None


@pytest.mark.parametrize("text", ["{", "{}", '{"features": [], "misconceptions": {}, "profiles": [["late", [7]]]}'])
def test_a_damaged_file_costs_no_verdict(tmp_path: Path, text: str) -> None:
    """Whoever reads it on purpose is told what is wrong; whoever is graded only misses the hint."""
    folder = _write(tmp_path, text)

    with pytest.raises(KitError, match="cannot be read"):
        read_knowledge(folder)
    assert diagnosis_of(folder, FAILED) is None
