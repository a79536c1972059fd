"""What the child does with a case: the learner's `train` on a model that measures a script, and on a real one."""

from __future__ import annotations

from typing import Any

import keras

from grader.child.record import Record
from grader.child.scripted import scripted_model
from grader.child.submission import Submission
from grader.child.tiny import marker_of, tiny_data, tiny_model

Case = dict[str, Any]


def scripted_training(case: Case, submission: Submission, record: Record) -> None:
    """Train a model whose losses are scripted; afterwards its weights tell their epoch."""
    model = scripted_model(case["curve"], replayed=case["replayed"])
    x, y = tiny_data(0, samples=8)
    arguments = (model, x, y, x[:4], y[:4])
    returned = submission.train(*arguments) if case["epochs"] is None else submission.train(*arguments, case["epochs"])
    record.value("weights_of_epoch", marker_of(model))
    record.value("returned_history", isinstance(returned, keras.callbacks.History))


def real_training(case: Case, submission: Submission, record: Record) -> None:
    """Train a real model, with arguments by name, against labels that are all wrong: its val_loss soon rises."""
    x, y = tiny_data(case["training_seed"], samples=32)
    model = tiny_model(rate=0.5)
    submission.train(model=model, x=x, y=y, x_val=x, y_val=1 - y, epochs=case["epochs"])
    record.value("evaluated", model.evaluate(x, 1 - y, verbose=0, return_dict=True)["loss"])
