"""Proofs of checkpoint-files: which files ModelCheckpoint can write, how they are named, and when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from keras.callbacks import ModelCheckpoint

from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.saves import SavesSeen, is_a_model
from tests.quiz_proofs.scripted import train
from tests.quiz_proofs.workplace import files

prove = proofs_of("checkpoint-files")


@prove("a")
def test_epoch_and_metrics_in_the_name() -> bool:
    """Two epochs leave two files, named after them."""
    train([3.0, 1.5], ModelCheckpoint("{epoch:02d}-{val_loss:.2f}.keras"))
    return [path.name for path in files()] == ["01-3.00.keras", "02-1.50.keras"]


def _save_as(path: str, **settings: Any) -> bool:
    """Return whether a checkpoint with this path could be made and used."""
    try:
        train([1.0], ModelCheckpoint(path, **settings))
    except (TypeError, ValueError):
        return False
    return True


@prove("b")
def test_a_saved_model_besides_the_two_kinds_of_file() -> bool:
    """Ask for it in every way that there was in Keras 2, and look for what makes a folder a SavedModel."""
    assert _save_as("model.keras") and _save_as("model.h5")
    wishes: list[dict[str, Any]] = [
        {"path": "folder"},
        {"path": "folder/"},
        {"path": "model.tf"},
        {"path": "folder/saved_model.pb"},
        {"path": "model.keras", "save_format": "tf"},
    ]
    done = [_save_as(**wish) for wish in wishes]
    return any(done) or any(Path().rglob("saved_model.pb"))


@prove("c")
def test_every_second_batch() -> bool:
    """Two epochs of three batches: the count goes on from one epoch to the next."""
    seen = SavesSeen("model.keras")
    train([1.0, 0.5], ModelCheckpoint("model.keras", save_freq=2), seen, batches=3)
    return (seen.batches, seen.epochs) == ([2, 4, 6], [])


@prove("d")
def test_always_the_whole_model() -> bool:
    """Try to load a model from a file that was asked to hold the weights alone."""
    assert _save_as("only.weights.h5", save_weights_only=True)
    (written,) = files()
    return is_a_model(written)
