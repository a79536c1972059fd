"""Proofs of epoch-hooks: which hooks run once at an edge of each epoch."""

from __future__ import annotations

from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import BATCHES, fit_calls, trained_at

prove = proofs_of("epoch-hooks")
STARTS = [0, BATCHES]
ENDS = [BATCHES, 2 * BATCHES]


def _runs_at_an_edge_of_each_epoch(hook: str) -> bool:
    """Look at how many batches were trained whenever the hook ran."""
    return trained_at(hook, fit_calls(validated=False)) in (STARTS, ENDS)


@prove("a")
def test_on_train_batch_begin() -> bool:
    """It also runs before the second and the third batch of each epoch."""
    return _runs_at_an_edge_of_each_epoch("on_train_batch_begin")


@prove("b")
def test_on_epoch_begin() -> bool:
    """It runs before the first batch of each epoch, and at no other time."""
    return _runs_at_an_edge_of_each_epoch("on_epoch_begin")


@prove("c")
def test_on_train_batch_end() -> bool:
    """It also runs after the first and the second batch of each epoch."""
    return _runs_at_an_edge_of_each_epoch("on_train_batch_end")


@prove("d")
def test_on_epoch_end() -> bool:
    """It runs after the last batch of each epoch, and at no other time."""
    return _runs_at_an_edge_of_each_epoch("on_epoch_end")
