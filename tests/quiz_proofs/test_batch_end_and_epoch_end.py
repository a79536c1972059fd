"""Proofs of batch-end-and-epoch-end: when these two hooks run."""

from __future__ import annotations

from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import BATCHES, EPOCHS, calls_of, evaluate_calls, fit_calls, trained_at

prove = proofs_of("batch-end-and-epoch-end")
EPOCH_STARTS = [epoch * BATCHES for epoch in range(EPOCHS)]
EPOCH_ENDS = [start + BATCHES for start in EPOCH_STARTS]


@prove("a")
def test_batch_end_once_in_each_epoch() -> bool:
    """Look at how many batches were trained whenever `on_train_batch_end` ran."""
    return trained_at("on_train_batch_end", fit_calls(validated=True)) == EPOCH_ENDS


@prove("b")
def test_epoch_end_before_the_first_batch() -> bool:
    """Look at how many batches were trained whenever `on_epoch_end` ran."""
    return trained_at("on_epoch_end", fit_calls(validated=True)) == EPOCH_STARTS


@prove("c")
def test_one_after_each_batch_the_other_after_each_epoch() -> bool:
    """Look at how many batches were trained whenever one of the two ran."""
    calls = fit_calls(validated=True)
    after_each_batch = [*range(1, EPOCHS * BATCHES + 1)]
    return (trained_at("on_train_batch_end", calls), trained_at("on_epoch_end", calls)) == (
        after_each_batch,
        EPOCH_ENDS,
    )


@prove("d")
def test_one_in_evaluation_the_other_in_training() -> bool:
    """Look which of the two run in `fit`, and which in `evaluate`."""
    training, evaluation = fit_calls(validated=False), evaluate_calls()
    batch_end = calls_of("on_train_batch_end", evaluation) and not calls_of("on_train_batch_end", training)
    epoch_end = calls_of("on_epoch_end", training) and not calls_of("on_epoch_end", evaluation)
    return bool(batch_end and epoch_end)
