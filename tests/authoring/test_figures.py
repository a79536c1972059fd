"""The page of figures says what the proofs showed, and the committed one is about the answers of today."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.check import Proof
from grader.authoring.figures import counts_of, page
from grader.authoring.learned import Trial
from grader.authoring.specimen import right_ones, wrong_ones
from grader.catalogue import all_exercises, find_exercise
from grader.cli import main
from grader.kit.errors import KitError
from grader.kit.paths import Kit

PROOF = Proof("00_first_callback", right=8, accepted=8, wrong=63, rejected=63, seconds=[0.5, 0.9, 9.0])
PROOF.trial = Trial(named=100, told=84, right=80)


def test_submissions_are_counted_not_gradings(source_kit: Kit) -> None:
    """Four right answers with two seeds are four; the middle one of the times stands for all."""
    text = page([(find_exercise(source_kit, "00"), PROOF)], 2, 3, "grader author prove")

    assert "| 4 of 4 | 21 of 21 | 0.9 | 95% | 80% |" in text
    assert "Each right answer was graded 2 times" in text
    assert "each wrong answer 3 times" in text
    assert "`grader author prove` repeats" in text


def test_an_exercise_without_misconceptions_has_no_figures_of_a_diagnosis(source_kit: Kit) -> None:
    """Nothing was tried, which is not the same as nothing found."""
    untried = Proof("00_first_callback", right=8, accepted=8, wrong=63, rejected=63, seconds=[0.9])

    assert "| 0.9 | – | – |" in page([(find_exercise(source_kit, "00"), untried)], 2, 3, "grader author prove")


def test_a_proof_that_failed_gives_no_page(source_kit: Kit) -> None:
    """The page cannot say that all is well when it is not."""
    failed = Proof("00_first_callback", right=1, wrong=1, faults=["right/x.py: 4 of 5 points"])

    with pytest.raises(KitError, match="not written: the proof failed for 00_first_callback"):
        page([(find_exercise(source_kit, "00"), failed)], 1, 1, "grader author check")


def test_a_page_of_some_exercises_is_refused(kit: Kit, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It would drop the others from the documentation."""
    assert main(["author", "check", "00", "--figures", str(tmp_path / "page.md")]) == 2
    assert "name none of them" in capsys.readouterr().err


def test_the_committed_page_is_about_the_answers_of_today(source_kit: Kit) -> None:
    """An exercise, a check or an answer more or less, and `grader author check --figures lessons/graders.md` is due."""
    committed = (source_kit.root / "lessons" / "graders.md").read_text(encoding="utf-8")
    rows = [" | ".join(line.split(" | ")[:5]) for line in committed.splitlines() if line.startswith("| [")]

    expected = [
        counts_of(exercise, len(right_ones(source_kit, exercise)), len(wrong_ones(source_kit, exercise)))
        for exercise in all_exercises(source_kit)
    ]
    assert rows == [f"| {' | '.join(cells)}" for cells in expected]
