"""Proofs of training-hooks: which pairs of hooks run once, right before and right after a training."""

from __future__ import annotations

from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import fit_calls

prove = proofs_of("training-hooks")


def _frame_the_training(begin: str, end: str) -> bool:
    """Look whether ``begin`` is the first hook of a training, ``end`` the last one, and each runs once."""
    hooks = [call.hook for call in fit_calls(validated=True)]
    return (hooks[0], hooks[-1]) == (begin, end) and hooks.count(begin) == hooks.count(end) == 1


@prove("a")
def test_epoch_hooks() -> bool:
    """They run in each epoch."""
    return _frame_the_training("on_epoch_begin", "on_epoch_end")


@prove("b")
def test_train_batch_hooks() -> bool:
    """They run for each batch."""
    return _frame_the_training("on_train_batch_begin", "on_train_batch_end")


@prove("c")
def test_train_hooks() -> bool:
    """They are the first and the last."""
    return _frame_the_training("on_train_begin", "on_train_end")


@prove("d")
def test_test_hooks() -> bool:
    """They run for each validation."""
    return _frame_the_training("on_test_begin", "on_test_end")
