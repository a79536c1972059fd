"""What the child does with a case: scripted logs through the learner's callback, and one real training."""

from __future__ import annotations

from typing import Any

from grader.child.drive import drive
from grader.child.record import Record
from grader.child.shared_numbers import left_alone
from grader.child.submission import Submission
from grader.child.tiny import batched, separable_data, set_marker, tiny_model

Case = dict[str, Any]


def one_fit(case: Case, submission: Submission, record: Record) -> None:
    """Show one callback one curve."""
    record.watch_weights = True
    with left_alone(record):
        callback = submission.DetectOverfittingCallback(case["threshold"])
        drive(callback, case["epochs"], record, initial_epoch=case.get("initial_epoch", 0))


def two_fits(case: Case, submission: Submission, record: Record) -> None:
    """Use the same callback, made by keyword, for two fits in a row."""
    callback = submission.DetectOverfittingCallback(threshold=case["threshold"])
    model = tiny_model()
    drive(callback, case["first"], record, model)
    drive(callback, case["second"], record, model)


def two_callbacks(case: Case, submission: Submission, record: Record) -> None:
    """Make both callbacks first, then use each on a model of its own: they must not share anything."""
    callbacks = [submission.DetectOverfittingCallback(threshold) for threshold in case["thresholds"]]
    for callback in callbacks:
        drive(callback, case["epochs"], record, tiny_model())


def real_training(case: Case, submission: Submission, record: Record) -> None:
    """Train against a validation set whose labels are all wrong: from equal losses, they must drift apart."""
    record.watch_weights = True
    x, y = separable_data(case["training_seed"], samples=32)
    model = tiny_model(case["rate"])
    set_marker(model, 0)
    callback = submission.DetectOverfittingCallback(case["threshold"])
    training, validation = batched(x, y, 8), batched(x, 1 - y, 32)
    model.fit(training, validation_data=validation, epochs=case["epochs"], verbose=0, callbacks=[callback])
