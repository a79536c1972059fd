"""Proofs of checkpoint-settings: what ModelCheckpoint does by default, and what it can be asked to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from keras.callbacks import ModelCheckpoint

from grader.child.tiny import marker_of, set_marker
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.saves import SavesSeen, is_a_model
from tests.quiz_proofs.scripted import epochs_run, train

prove = proofs_of("checkpoint-settings")
FILE = "model.keras"


@prove("a")
def test_saves_after_every_batch_by_default() -> bool:
    """Two epochs of three batches, with all arguments but the path left alone."""
    seen = SavesSeen(FILE)
    train([1.0, 0.5], ModelCheckpoint(FILE), seen, batches=3)
    return seen.batches == [1, 2, 3, 4, 5, 6]


@prove("b")
def test_can_save_only_after_an_improvement() -> bool:
    """Epochs that are better than all before are saved, and no others."""
    seen = SavesSeen(FILE)
    train([3.0, 2.0, 2.5, 1.0, 1.5], ModelCheckpoint(FILE, save_best_only=True), seen)
    return seen.batches == [] and seen.epochs == [1, 2, 4]


@prove("c")
def test_can_save_the_weights_alone() -> bool:
    """The file gives a model back its weights, and cannot be loaded as a model."""
    model = train([1.0, 0.5], ModelCheckpoint("only.weights.h5", save_weights_only=True))
    set_marker(model, 0)
    model.load_weights("only.weights.h5")
    return marker_of(model) == 2 and not is_a_model(Path("only.weights.h5"))


@prove("d")
def test_can_stop_the_training() -> bool:
    """Whatever it is asked to do while `val_loss` rises, look whether an epoch is missing."""
    rising = [1.0, 2.0, 3.0]
    settings: list[dict[str, Any]] = [
        {},
        {"save_best_only": True},
        {"save_freq": 1},
        {"save_best_only": True, "mode": "min", "initial_value_threshold": 0.5},
    ]
    return any(epochs_run(train(rising, ModelCheckpoint(FILE, **asked))) < len(rising) for asked in settings)
