"""All answers of an assignment get a verdict, with one seed, once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.catalogue import find_exercise
from grader.course.autograde.verdicts import Answer, Verdicts
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "00_first_callback"


def _untouched(kit: Kit, student: str) -> Answer:
    return Answer(student, SLUG, find_exercise(kit, SLUG).stub.read_text(encoding="utf-8"))


def test_each_answer_gets_its_report(source_kit: Kit, tmp_path: Path) -> None:
    """Untouched, broken, and not to be graded at all: each with its sentence and the seed of the batch."""
    answers = [
        _untouched(source_kit, "ada"),
        Answer("bob", SLUG, "def ("),
        Answer("cy", SLUG, "", fault="The file is torn."),
        Answer("../up\n", SLUG, "x = \ud800"),
    ]
    verdicts = Verdicts(source_kit, tmp_path / "batch")
    verdicts.grade(answers)

    reports = [verdicts.of(answer) for answer in answers]

    assert [report["status"] for report in reports] == ["not_attempted", "invalid", "invalid", "invalid"]
    assert reports[2]["message"] == "The file is torn."
    assert {report["seed"] for report in reports} == {json.loads((tmp_path / "batch/batch.json").read_text())["seed"]}


def test_nothing_is_graded_twice(source_kit: Kit, tmp_path: Path) -> None:
    """Not in the same run, not in the next; what has changed meanwhile is."""
    said: list[str] = []
    Verdicts(source_kit, tmp_path, said.append).grade([_untouched(source_kit, "ada"), Answer("bob", SLUG, "def (")])
    said.clear()

    again = Verdicts(source_kit, tmp_path, said.append)
    again.grade([_untouched(source_kit, "ada"), Answer("bob", SLUG, "def (")])
    assert again.of(_untouched(source_kit, "ada"))["status"] == "not_attempted"
    assert said == []

    assert again.of(_untouched(source_kit, "bob"))["status"] == "not_attempted"
    assert [sentence for sentence in said if sentence.startswith("bob")] == ["bob: 00_first_callback not_attempted 0"]


def test_one_version_grades_a_batch(source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the kit is refused in a sentence."""
    Verdicts(source_kit, tmp_path)
    monkeypatch.setattr("grader.__version__", "99")

    with pytest.raises(KitError, match="Grades of one class must come from one version"):
        Verdicts(source_kit, tmp_path)
