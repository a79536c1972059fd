"""Proofs of restore-best-weights: what the argument changes about EarlyStopping, and what it does not."""

from __future__ import annotations

from pathlib import Path

from keras.callbacks import EarlyStopping

from grader.child.tiny import marker_of
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.scripted import epochs_run, train
from tests.quiz_proofs.watch import shared
from tests.quiz_proofs.workplace import files

prove = proofs_of("restore-best-weights")
BEST, FIRST_WORSE, STOPPED = 2, 3, 4
VAL_LOSSES = [3.0, 2.0, 2.5, 2.5, 1.0, 1.0]


@shared
def _a_training(restore: bool = True, epochs: int = len(VAL_LOSSES)) -> tuple[int, float | None, list[Path]]:
    """Return the epochs that ran, the epoch whose weights the model then has, and the files."""
    stopping = EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=restore)
    model = train(VAL_LOSSES[:epochs], stopping)
    return epochs_run(model), marker_of(model), files()


@prove("a")
def test_goes_on_to_the_last_epoch() -> bool:
    """Count the epochs of a training that could have gone on."""
    ran, _, _ = _a_training()
    return ran == len(VAL_LOSSES)


@prove("b")
def test_the_model_has_the_best_weights() -> bool:
    """With the argument they are those of the best epoch, even when all epochs ran; without it those of the last."""
    (_, restored, _), (_, left, _) = _a_training(), _a_training(restore=False)
    ran, restored_at_the_end, _ = _a_training(epochs=FIRST_WORSE)
    return (restored, left) == (BEST, STOPPED) and (ran, restored_at_the_end) == (FIRST_WORSE, BEST)


@prove("c")
def test_the_best_weights_are_on_disk() -> bool:
    """Look for a file."""
    _, _, written = _a_training()
    return written != []


@prove("d")
def test_stops_at_the_first_epoch_that_is_worse() -> bool:
    """Count the epochs up to the stop."""
    ran, _, _ = _a_training()
    return ran == FIRST_WORSE
