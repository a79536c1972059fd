"""The proof of a judge, and that it goes red."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.authoring import check as module
from grader.authoring.check import Proof, _take, _try_diagnosis, prove
from grader.authoring.learned import Trial
from grader.authoring.specimen import Specimen
from grader.catalogue import find_exercise
from grader.judge import Engine
from grader.kit.paths import Kit
from grader.report import CheckResult, Report

ONCE = range(1, 2)
KEPT = (
    "patience_three",
    "silent",
    "last_weights",
    "ten_epochs",
    "no_validation",
    "epochs_required",
    "gives_up_on_real_data",
)


@pytest.fixture
def small(kit: Kit) -> Kit:
    """Return a kit whose exercise 00 has one wrong submission for each check and no right one but the solution."""
    folder = kit.solutions / "00_first_callback"
    shutil.rmtree(folder / "right")
    for path in (folder / "wrong").glob("*.py"):
        if path.stem not in KEPT:
            path.unlink()
    (folder / "misconceptions.toml").unlink()  # too few are left to learn from
    return kit


def _prove(kit: Kit, engine: Engine, *, brief: bool = True) -> Proof:
    return prove(kit, find_exercise(kit, "00"), engine, ONCE, ONCE, brief=brief)


@pytest.mark.parametrize("brief", [True, False])
def test_all_is_well(small: Kit, engine: Engine, brief: bool) -> None:
    """The solution is accepted, and each wrong submission is caught by its named check, in full or in brief."""
    proof = _prove(small, engine, brief=brief)

    assert proof.faults == []
    assert (proof.right, proof.accepted, proof.wrong, proof.rejected) == (1, 1, len(KEPT), len(KEPT))
    assert str(proof).startswith("ok ")


@pytest.mark.parametrize(
    "disabled",
    ["test_announces_the_stop", "test_leaves_the_best_weights", "test_stops_a_real_training", "test_can_be_called"],
)
def test_a_disabled_check_turns_it_red(small: Kit, engine: Engine, disabled: str) -> None:
    """A check that passes whatever it sees is noticed by the wrong submission that it should catch."""
    suite = small.exercises / "00_first_callback" / "test_exercise.py"
    text = suite.read_text(encoding="utf-8")
    head = text.index("\n", text.index('"""', text.index(f"def {disabled}(")))
    suite.write_text(f"{text[:head]}\n    return{text[head:]}", encoding="utf-8")

    proof = _prove(small, engine)

    assert any(f"{disabled} did not catch it" in fault or "is passed" in fault for fault in proof.faults)
    assert str(proof).startswith("FAIL")


def test_a_judge_that_is_too_strict_turns_it_red(small: Kit, engine: Engine) -> None:
    """A check that rejects the solution is noticed as well."""
    suite = small.exercises / "00_first_callback" / "test_exercise.py"
    suite.write_text(suite.read_text(encoding="utf-8").replace("PATIENCE = 2", "PATIENCE = 3"), encoding="utf-8")

    proof = prove(small, find_exercise(small, "00"), engine, ONCE, range(0))

    assert any(fault.startswith("00_first_callback/solution.py") for fault in proof.faults)


def test_faults_of_the_folder(small: Kit, engine: Engine) -> None:
    """A stale stub, a short ladder of hints and an unproven check are told without running anything."""
    folder = small.exercises / "00_first_callback"
    (folder / "stub.py").write_text("x = 1\n", encoding="utf-8")
    (folder / "hints.md").write_text("# Hints\n\n## Hint 1\n\nThink.\n", encoding="utf-8")
    shutil.rmtree(small.solutions / "00_first_callback" / "wrong")

    faults = " ".join(prove(small, find_exercise(small, "00"), engine, range(0), range(0)).faults)

    assert "stub.py is not what solution.py gives" in faults
    assert "hints.md has 1 hints" in faults
    assert "no wrong submission shows that test_announces_the_stop can fail" in faults


def test_a_missing_file_is_named(small: Kit, engine: Engine) -> None:
    """An exercise without its statement is not complete."""
    (small.exercises / "00_first_callback" / "README.md").unlink()

    assert "missing: README.md" in prove(small, find_exercise(small, "00"), engine, range(0), range(0)).faults


def test_only_what_was_judged_to_its_end_is_diagnosed() -> None:
    """A proof keeps what wrong submissions showed, for the diagnosis, unless the grading ended early or without verdicts."""
    specimen = Specimen(Path("wrong/late.py"), "test_a", ("4",), "late")
    failed = CheckResult("test_a", "A.", 1, "x", status="failed", expected="3", seen="4", why="So.")
    proof = Proof("02_x")

    for changes in ({}, {"complete": False}, {"standing": "invalid"}):
        _take(proof, specimen, Report("02_x", "X", "wrong/late.py", 7, [failed], **changes))

    assert [(one, signature.judged) for one, signature in proof.shown] == [(specimen, frozenset({"test_a"}))]
    assert proof.wrong == 3


def test_a_diagnosis_that_is_wrong_too_often_is_a_fault(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a proof prints of the diagnosis can turn it red."""
    proof, trial = Proof("00_first_callback"), Trial(named=10, told=7, right=7)
    monkeypatch.setattr(module, "trial_of", lambda *_: trial)

    _try_diagnosis(kit, find_exercise(kit, "00"), proof)

    assert proof.trial == trial
    assert proof.faults == ["the diagnosis is not right often enough: recall 70.0% is below 80%"]


def test_a_wrong_submission_that_was_not_built_is_a_fault(kit: Kit) -> None:
    """All gradings are done by then: the diagnosis lacks one, and the rest of the proof is told."""
    folder = kit.solutions / "00_first_callback" / "wrong"
    (folder / "brand_new.py").write_bytes((folder / "silent.py").read_bytes())
    proof = Proof("00_first_callback", right=2, accepted=2)

    _try_diagnosis(kit, find_exercise(kit, "00"), proof)

    assert proof.faults == ["brand_new: not graded yet. Run: grader author build 00"]
    assert str(proof).startswith("FAIL")
