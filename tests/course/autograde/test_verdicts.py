"""All answers of an assignment get a verdict, with one seed, once."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import find_exercise
from grader.course.autograde.verdicts import Answer, Verdicts
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "00_first_callback"


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()]


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
    verdicts.begin(answers)

    reports = [verdicts.of(answer) for answer in answers]

    assert [report["status"] for report in reports] == ["not_attempted", "invalid", "invalid", "invalid"]
    assert reports[2]["message"] == "The file is torn."
    assert {report["seed"] for report in reports} == {json.loads((tmp_path / "batch/batch.json").read_text())["seed"]}


def test_nothing_is_graded_twice(source_kit: Kit, tmp_path: Path) -> None:
    """Not in the same run, not in the next, in which no process is started; what has changed meanwhile is."""
    answers = [_untouched(source_kit, "ada"), Answer("bob", SLUG, "def (")]
    said: list[str] = []
    first = Verdicts(source_kit, tmp_path, said.append)
    first.begin(answers)
    assert [first.of(answer)["status"] for answer in answers] == ["not_attempted", "invalid"]
    assert sorted(one for one in said if ": " in one) == [
        "ada: 00_first_callback not_attempted 0",
        "bob: 00_first_callback invalid 0",
    ]
    said.clear()
    del first

    again = Verdicts(source_kit, tmp_path, said.append)
    again.begin(answers)
    assert again.of(_untouched(source_kit, "ada"))["status"] == "not_attempted"
    assert (said, again.ahead) == ([], None)
    assert again.of(_untouched(source_kit, "bob"))["status"] == "not_attempted"
    assert sorted(line["student"] for line in _lines(tmp_path)) == ["ada", "bob", "bob"]


def test_nothing_is_graded_from_other_content(source_kit: Kit, tmp_path: Path) -> None:
    """Where nbgrader hands over something else than was collected, that is what gets the verdict."""
    verdicts = Verdicts(source_kit, tmp_path)
    verdicts.begin([_untouched(source_kit, "ada")])

    assert verdicts.of(Answer("ada", SLUG, "def ("))["status"] == "invalid"
    assert [line["report"]["status"] for line in _lines(tmp_path)] == ["not_attempted", "invalid"]


def test_a_lost_process_loses_nothing(source_kit: Kit, tmp_path: Path) -> None:
    """When the one that grades ahead is killed, each answer still gets its verdict, and one line."""
    answers = [Answer(f"s{number}", SLUG, f"def ({number}") for number in range(3)]
    verdicts = Verdicts(source_kit, tmp_path)
    verdicts.begin(answers)
    assert verdicts.ahead
    verdicts.ahead.process.kill()

    assert [verdicts.of(answer)["status"] for answer in answers] == ["invalid"] * 3
    assert sorted(line["student"] for line in _lines(tmp_path)) == ["s0", "s1", "s2"]


def test_one_version_grades_a_batch(source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the kit is refused in a sentence that ends with a command of nbgrader's."""
    Verdicts(source_kit, tmp_path / "week_1")
    monkeypatch.setattr("grader.__version__", "99")

    with pytest.raises(KitError, match="grades of one class must come from one version") as raised:
        Verdicts(source_kit, tmp_path / "week_1")
    assert "`nbgrader autograde week_1 --force`" in raised.value.message


def test_nobody_else_grades_meanwhile(source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second command is refused before it draws a seed or writes a line."""
    monkeypatch.setattr("grader.course.autograde.alone.PATIENCE", 0.0)
    first = Verdicts(source_kit, tmp_path)

    with pytest.raises(KitError, match="Another `nbgrader autograde` is at work"):
        Verdicts(source_kit, tmp_path)
    first.begin([])


def test_it_ends_what_it_began(source_kit: Kit, tmp_path: Path) -> None:
    """When nobody wants verdicts any more, as after Ctrl-C, the process ends, and no answer lies about."""
    verdicts = Verdicts(source_kit, tmp_path)
    verdicts.begin(Answer(f"s{number}", SLUG, f"def ({number}") for number in range(200))
    assert verdicts.ahead
    process = verdicts.ahead.process

    del verdicts
    gc.collect()

    assert process.returncode is not None
    assert {file.name for file in tmp_path.iterdir()} <= {".lock", "batch.json", "results.jsonl"}


def test_answers_that_a_kill_has_left_are_removed(source_kit: Kit, tmp_path: Path) -> None:
    """Where nothing could be cleared away, the next command does so, whatever it grades."""
    left = tmp_path / "answers" / "0"
    left.mkdir(parents=True)
    (left / f"{SLUG}.py").write_text("x = 1", encoding="utf-8")

    Verdicts(source_kit, tmp_path)

    assert not left.parent.exists()
