"""Proofs of what-early-stopping-does: what the callback is for, and what it leaves to others."""

from __future__ import annotations

from typing import Any

from keras.callbacks import EarlyStopping

from grader.child.tiny import separable_data, set_marker, tiny_model
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.scripted import epochs_run, train
from tests.quiz_proofs.workplace import files

prove = proofs_of("what-early-stopping-does")


def _early_stopping() -> EarlyStopping:
    return EarlyStopping(monitor="val_loss", patience=2)


@prove("a")
def test_ends_the_training_after_two_epochs_without_a_better_value() -> bool:
    """One worse epoch at a time does not end it; two in a row do, and at once."""
    single = epochs_run(train([5.0, 6.0, 4.0, 4.5, 3.0, 3.5], _early_stopping()))
    double = epochs_run(train([5.0, 4.0, 4.5, 4.25, 1.0, 1.0], _early_stopping()))
    return (single, double) == (6, 4)


@prove("b")
def test_writes_the_best_weights_to_a_file() -> bool:
    """Look for a file after a training that it ended."""
    assert epochs_run(train([1.0, 2.0, 2.0, 2.0], _early_stopping())) == 3
    return files() != []


def _overfitted(*callbacks: Any) -> dict[str, list[float]]:
    """Train for real on labels that the validation contradicts, so that the better it learns, the worse it gets."""
    model = tiny_model(rate=0.5)
    set_marker(model, 0)  # from the same weights each time: chance must not decide which of two runs overfits more
    x, y = separable_data(0, 8)
    return model.fit(
        x, y, epochs=8, batch_size=4, validation_data=(x, 1 - y), verbose=0, callbacks=list(callbacks)
    ).history


@prove("c")
def test_limits_overfitting() -> bool:
    """The same training with and without the callback: with it, `val_loss` rises less far above `loss`."""
    left_alone, limited = _overfitted(), _overfitted(_early_stopping())
    gaps = [run["val_loss"][-1] - run["loss"][-1] for run in (left_alone, limited)]
    rises = all(run["val_loss"][-1] > run["val_loss"][0] for run in (left_alone, limited))
    return rises and gaps[1] < gaps[0] and len(limited["loss"]) < len(left_alone["loss"])


@prove("d")
def test_writes_the_metrics_to_a_csv_file() -> bool:
    """Look for a file with such an ending after a training that it did not end."""
    assert epochs_run(train([3.0, 2.0, 1.0], _early_stopping())) == 3
    return any(path.suffix == ".csv" for path in files())
