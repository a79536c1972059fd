"""The census: each option of the bank has one proof, and each proof decides about its option and no other."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.quiz_proofs import bank, proving
from tests.quiz_proofs.proving import PROOFS, TESTS, Proof, proofs_of
from tests.quiz_proofs.watch import shared

ROOT = bank.LESSONS.parent
QUESTIONS: list[dict[str, Any]] = bank.read_bank()["questions"]
IDS = [question["id"] for question in QUESTIONS]


@pytest.fixture(scope="module", autouse=True)
def all_proofs() -> None:
    """Load the files that the bank names, even when the census is run alone."""
    for question in QUESTIONS:
        importlib.import_module(question["proof"].removesuffix(".py").replace("/", "."))


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the test empty lists of proofs, so that what it adds is forgotten."""
    monkeypatch.setattr(proving, "PROOFS", {})
    monkeypatch.setattr(proving, "TESTS", {})


def test_each_option_has_a_proof_and_no_other_is_proven() -> None:
    """The options of the bank and those with a proof are the same 80."""
    assert set(PROOFS) == set(bank.key_of(bank.read_bank()))
    assert len(PROOFS) == 80


@pytest.mark.parametrize("question", QUESTIONS, ids=IDS)
def test_pytest_finds_the_proofs_in_the_file_that_the_question_names(question: dict[str, Any]) -> None:
    """The file is named after the question, and holds one test for each option under a name of its own."""
    expected = f"tests/quiz_proofs/test_{question['id'].replace('-', '_')}.py"
    assert question["proof"] == expected
    for option in question["options"]:
        proof, test = PROOFS[question["id"], option["id"]], TESTS[question["id"], option["id"]]
        module = sys.modules[proof.observe.__module__]
        assert Path(str(module.__file__)) == ROOT / expected
        assert test.__name__.startswith("test_")
        assert getattr(module, test.__name__) is test, f"{test.__name__} is hidden by another of this name"


def test_no_file_of_proofs_is_left_over() -> None:
    """A question that leaves the bank takes its proofs along."""
    about_proofs = {"test_bank.py", "test_census.py", "test_senses.py"}
    there = {path.name for path in (ROOT / "tests" / "quiz_proofs").glob("test_*.py")}
    assert there - about_proofs == {Path(question["proof"]).name for question in QUESTIONS}


def _failing(question: dict[str, Any]) -> list[str]:
    """Return the options of ``question`` whose tests fail."""
    failing = []
    for option in question["options"]:
        try:
            TESTS[question["id"], option["id"]]()
        except AssertionError as error:
            if f"{question['id']}, option {option['id']}: the bank says" not in str(error):
                raise
            failing.append(option["id"])
    return failing


@pytest.mark.parametrize("question", QUESTIONS, ids=IDS)
def test_a_wrong_key_is_noticed_option_by_option(question: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the truth of one option turned round its own test fails, and the other three do not."""
    true_bank = bank.read_bank()
    assert _failing(question) == []
    for option in question["options"]:
        other = bank.flipped(true_bank, question["id"], option["id"])
        monkeypatch.setattr(bank, "read_bank", lambda other=other: other)
        assert _failing(question) == [option["id"]]


@pytest.mark.usefixtures("registry")
def test_a_second_proof_of_an_option_is_refused() -> None:
    """Otherwise one of the two could be wrong behind the other's back."""
    prove = proofs_of("made-up")
    prove("a")(lambda: True)
    with pytest.raises(ValueError, match="Option a of made-up has two proofs"):
        prove("a")(lambda: True)


def test_a_proof_that_looks_at_nothing_is_refused() -> None:
    """A truth that is only named, without a run of Keras, counts as no proof."""
    with pytest.raises(AssertionError, match="runs nothing of Keras"):
        _ = Proof("made-up", "a", lambda: True).observed


def test_a_shared_run_that_looks_at_nothing_is_refused() -> None:
    """A proof cannot hide behind a shared run either."""

    @shared
    def idle() -> bool:
        return True

    with pytest.raises(AssertionError, match="idle runs nothing of Keras"):
        _ = Proof("made-up", "a", idle).observed


def test_a_proof_that_sees_something_else_than_a_truth_is_refused() -> None:
    """A list that happens to be empty is not yet an answer."""
    with pytest.raises(AssertionError, match="returned \\[\\], which is neither true nor false"):
        _ = Proof("made-up", "a", list).observed  # type: ignore[arg-type]  # the fault under test
