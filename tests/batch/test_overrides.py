"""Points that a person gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.batch.overrides import FILE, with_overrides
from grader.batch.results import Result
from grader.catalogue import Exercise, all_exercises, find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "02_detect_overfitting"
HEAD = "student,exercise,score,comment\n"


@pytest.fixture
def exercises(source_kit: Kit) -> list[Exercise]:
    """Return the one exercise of these tests."""
    return [find_exercise(source_kit, "02")]


def _results() -> list[Result]:
    return [Result(name, SLUG, "", "", {"status": status, "score": 3.0}) for name, status in STATUSES.items()]


STATUSES = {"ada": "failed", "bob": "harness_error"}


def test_a_person_decides(tmp_path: Path, exercises: list[Exercise]) -> None:
    """Also where the kit has failed; who is not named keeps what the grader gave."""
    assert [one.score for one in with_overrides(tmp_path, _results(), exercises)] == [3.0, None]
    (tmp_path / FILE).write_text(f"{HEAD}bob,{SLUG},7.5,By hand\n", encoding="utf-8")

    changed = with_overrides(tmp_path, _results(), exercises)

    assert [one.score for one in changed] == [3.0, 7.5]
    assert changed[1].report["override"] == {"score": 7.5, "comment": "By hand"}
    assert changed[1].report["status"] == "harness_error"


def test_points_where_there_is_no_result(tmp_path: Path, source_kit: Kit) -> None:
    """Work of which nothing told the exercise, and an exercise that was shown on paper; the fault is settled by it."""
    fault = {"status": "invalid", "score": 0.0, "max_score": 0.0, "unread": True, "message": "cy.zip is torn."}
    results = [*_results(), Result("cy", "", "7", "", fault), Result("ada", "00_first_callback", "", "", fault)]
    (tmp_path / FILE).write_text(f"{HEAD}cy,{SLUG},7.5,Sent by mail\nbob,00_first_callback,2,\n", encoding="utf-8")

    changed = {one.key: one for one in with_overrides(tmp_path, results, all_exercises(source_kit))}

    assert {key: one.score for key, one in changed.items() if one.report.get("override")} == {
        ("cy", SLUG): 7.5,
        ("bob", "00_first_callback"): 2.0,
    }
    assert ("cy", "") not in changed
    cy = changed["cy", SLUG]
    assert (cy.lms_id, cy.report["max_score"], cy.report["message"]) == ("7", 10.0, "cy.zip is torn.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("student,score\nada,3\n", "it lacks exercise, comment"),
        (f"{HEAD}adda,{SLUG},3,\n", "'adda' has no result. Did you mean `ada`?"),
        (f"{HEAD}ada,02_detect_overfiting,3,\n", "no exercise '02_detect_overfiting'. Did you mean"),
        (f"{HEAD}ada,{SLUG},11,\nada,{SLUG},many,\n", "Line 2: '11' is not a number from 0 to 10. Line 3: 'many'"),
        (f"{HEAD}ada,{SLUG},nan,\n", "'nan' is not a number"),
    ],
)
def test_faults_are_told_all_at_once(tmp_path: Path, exercises: list[Exercise], text: str, words: str) -> None:
    """A typo must not lose somebody's points in silence."""
    (tmp_path / FILE).write_text(text, encoding="utf-8")

    with pytest.raises(KitError) as raised:
        with_overrides(tmp_path, _results(), exercises)
    assert words in raised.value.message
