"""Proofs of evaluation-hooks: which hooks belong to evaluation, be it by evaluate or inside fit."""

from __future__ import annotations

from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import evaluate_calls, fit_calls

prove = proofs_of("evaluation-hooks")


def _belongs_to_evaluation(hook: str) -> bool:
    """Look whether ``evaluate`` calls it, and ``fit`` from the beginning to the end of a validation alone."""
    inside, outside = _during_validation()
    evaluated = [call.hook for call in evaluate_calls()]
    never_validated = [call.hook for call in fit_calls(validated=False)]
    return hook in evaluated and hook in inside and hook not in outside and hook not in never_validated


def _during_validation() -> tuple[set[str], set[str]]:
    """Return the hooks that a validated ``fit`` calls while it validates, and those that it calls otherwise."""
    inside: set[str] = set()
    outside: set[str] = set()
    validating = False
    for call in fit_calls(validated=True):
        validating = validating or call.hook == "on_test_begin"
        (inside if validating else outside).add(call.hook)
        validating = validating and call.hook != "on_test_end"
    return inside, outside


@prove("a")
def test_on_test_batch_end() -> bool:
    """It runs for each batch of an evaluation."""
    return _belongs_to_evaluation("on_test_batch_end")


@prove("b")
def test_on_test_begin() -> bool:
    """It runs at the beginning of an evaluation."""
    return _belongs_to_evaluation("on_test_begin")


@prove("c")
def test_on_train_batch_end() -> bool:
    """It runs in a training without validation as well."""
    return _belongs_to_evaluation("on_train_batch_end")


@prove("d")
def test_on_predict_end() -> bool:
    """It does not run in an evaluation."""
    return _belongs_to_evaluation("on_predict_end")
