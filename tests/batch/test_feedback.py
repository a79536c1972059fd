"""The page that a student gets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grader.batch.feedback import page, write_feedback
from grader.batch.results import Result
from tests.picture.made import picture


def _report(**changes: Any) -> dict[str, Any]:
    check = {
        "name": "test_stops",
        "title": "It stops.",
        "status": "failed",
        "score": 0.0,
        "max_score": 2.0,
        "message": "expected: <b>3</b> epochs\nseen: 4\nwhy: patience counts\nepochs",
        "line": 14,
        "lesson": "day-27#early-stopping",
    }
    whole = {
        "exercise": "02_detect_overfitting",
        "seed": 7,
        "status": "failed",
        "score": 8.0,
        "max_score": 10.0,
        "checks": [check],
        "output": "<script>alert(1)</script>",
        "versions": {"kit": "0.1", "keras": "3.15.1"},
        "diagnosis": None,
        "message": "",
    }
    return whole | changes


def test_a_verdict_is_told_in_full() -> None:
    """Points, what was expected, seen and why, the line, where to read on, seed and versions."""
    text = page("Ada", [_report()])

    assert "8 of 10 points" in text
    assert "<dt>seen</dt><dd>4</dd>" in text
    assert "<dt>why</dt><dd>patience counts\nepochs</dd>" in text
    assert "lessons/day-27.md, early stopping" in text
    assert "grader check 02 --seed 7" in text
    assert "keras 3.15.1" in text


def test_the_run_that_failed_is_drawn() -> None:
    """Its picture stands in the page; reports of an older kit have none."""
    drawn = picture().told().to_json()
    text = page("Ada", [_report(picture=drawn), _report(picture=drawn), _report(picture=None), _report()])

    assert text.count("first difference: epoch 4") == 2
    assert text.count("What the callbacks did") == 2
    assert ('id="picture-1-figure-title"' in text, 'id="picture-2-figure-title"' in text) == (True, True)


def test_nothing_that_a_student_wrote_is_html() -> None:
    """Neither what the code printed, nor a message, nor a name."""
    text = page("<i>Ada</i>", [_report()])

    assert "<script>" not in text
    assert "<b>" not in text
    assert "<i>" not in text


def test_a_fault_of_the_kit_is_no_zero() -> None:
    """It says whose fault it is, and shows no points."""
    text = page("Ada", [_report(status="harness_error", score=0.0, checks=[])])

    assert "fault of the kit" in text
    assert "of 10 points" not in text


def test_what_could_not_be_read_is_no_zero() -> None:
    """It says so, with the sentence about the file, and shows no points until a person gives some."""
    unread = _report(status="invalid", score=0.0, checks=[], unread=True, message="It is torn.")
    text = page("Ada", [unread])

    assert "This could not be read, so it has no points yet." in text
    assert "It is torn." in text
    assert "of 10 points" not in text
    assert "3 of 10 points" in page("Ada", [unread | {"override": {"score": 3.0, "comment": ""}}])


def test_points_that_a_person_gave() -> None:
    """They stand in place of the grader's, with the comment."""
    text = page("Ada", [_report(override={"score": 9.5, "comment": "A fine idea."})])

    assert "9.5 of 10 points" in text
    assert "A fine idea." in text
    assert "8 of 10 points" not in text


def test_what_could_not_be_graded_says_so_once() -> None:
    """The sentence is about the file, and not repeated for every check."""
    check = _report()["checks"][0] | {"status": "not_run", "message": "Python cannot read it."}
    text = page("Ada", [_report(status="invalid", score=0.0, message="Python cannot read it.", checks=[check] * 3)])

    assert text.count("Python cannot read it.") == 1


def test_a_file_for_each_student(tmp_path: Path) -> None:
    """Whatever the names are: no folder is left, and no page is written over."""
    students = ["Ada L", "Ada/L", "ada l", "../..", "Ада", "."]
    results = [Result(student, "02_detect_overfitting", "", "", _report()) for student in students]

    files = write_feedback(tmp_path, results, {"Ada L": "Ada Lovelace"})

    assert len(set(files)) == len(students) == len(list((tmp_path / "feedback").iterdir()))
    assert {file.parent for file in files} == {tmp_path / "feedback"}
    assert sum("Ada Lovelace" in file.read_text(encoding="utf-8") for file in files) == 1


def test_a_diagnosis_is_told() -> None:
    """What it looks like, why, where to read on, and the question; without one there is not a word of it."""
    found = {
        "id": "late", "message": "it is <late>.", "explanation": "Patience counts.",
        "lesson": "day-27#early-stopping", "quiz": "stop-training",
    }  # fmt: skip

    text = page("Ada", [_report(diagnosis=found)])

    assert "What it looks like: it is &lt;late&gt;.</strong> Patience counts." in text
    assert "lessons/day-27.md, early stopping" in text
    assert "stop-training</code>" in text
    unasked = page("Ada", [_report(diagnosis=found | {"quiz": None})])
    assert "lessons/day-27.md, early stopping</p>" in unasked
    assert "question on" not in unasked
    assert "None" not in unasked
    assert "What it looks like" not in page("Ada", [_report()])


def test_what_protected_the_computer_is_told() -> None:
    """A page names the layers that were in force, and nothing where no code was run."""
    assert "this computer was protected by seccomp;" in page("Ada", [_report(protections=["limits", "seccomp"])])
    assert "this computer was" not in page("Ada", [_report(protections=[])])


def test_a_name_that_is_too_long_for_a_disk(tmp_path: Path) -> None:
    """A folder may be called by 255 bytes, and its page needs five more: pages are cut short, and stay apart."""
    students = ["я" * 125 + end for end in "ab"]

    files = write_feedback(tmp_path, [Result(one, "02_detect_overfitting", "", "", _report()) for one in students], {})

    assert len({file for file in files if file.exists()}) == 2


def test_what_the_kit_failed_at_is_not_for_students() -> None:
    """Neither an address nor a place on the instructor's machine helps them; without an exercise there is no command."""
    text = page(
        "Ada", [_report(status="harness_error", message="The kit failed at /home/prof.", exercise="", checks=[])]
    )

    assert "/home/prof" not in text
    assert "grader check" not in text
