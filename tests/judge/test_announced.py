"""What callbacks announced, in the words of Keras."""

from __future__ import annotations

from grader.evidence import Fit
from grader.judge.announced import reductions_announced, saves_announced, stops_announced

PRINTED = """
Epoch 1: val_loss improved from None to 0.50000, saving model to runs/one/best.keras

Epoch 1: finished saving model to runs/one/best.keras
Epoch 2: val_loss did not improve from 0.50000
Epoch 3: saving model to other.keras
Epoch 4: ReduceLROnPlateau reducing learning rate to 0.004999999888241291.
Epoch 5: ReduceLROnPlateau reducing learning rate to 1e-05.
Epoch 6: early stopping
Restoring model weights from the end of the best epoch: 1.
"""


def test_each_announcement_is_found_once() -> None:
    """Each kind is told from the others; the line that ends a save, and another file, do not count."""
    fit = Fit(True, {}, printed=PRINTED)

    assert saves_announced(fit, "best.keras") == [1]
    assert reductions_announced(fit) == [(4, 0.004999999888241291), (5, 1e-05)]
    assert stops_announced(fit) == [6]


def test_silence_announces_nothing() -> None:
    """A fit that printed nothing has no announcements."""
    fit = Fit(True, {})

    assert (saves_announced(fit, "best.keras"), reductions_announced(fit), stops_announced(fit)) == ([], [], [])
