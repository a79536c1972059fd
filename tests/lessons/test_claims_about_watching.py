"""What the pages say in prose about callbacks that watch a value or set the rate, tried on the installed Keras."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.lessons.small import fit, small_model
from tests.oracles.driven import drive

FLAT = [{"val_loss": 0.5}] * 9
NEVER = {"monitor": "loss", "min_delta": 1e9}  # no later value can be better by that much


def _callbacks() -> Any:
    import keras

    return keras.callbacks


def test_nan_in_the_first_epoch_stays_the_best() -> None:
    """After a first NaN nothing is ever better, however low it is."""
    history = [{"val_loss": value} for value in (float("nan"), 1.0, 0.5, 0.2)]

    assert drive(_callbacks().EarlyStopping(patience=2), history).epochs_run == 3


def test_the_same_object_twice_counts_every_epoch_twice() -> None:
    """A patience of 4 is used up after two more epochs."""
    twice = _callbacks().EarlyStopping(patience=4, **NEVER)

    assert len(fit([twice, twice], epochs=9).epoch) == 3


def test_short_fits_never_stop() -> None:
    """Each fit starts counting afresh."""
    model, stopper = small_model(), _callbacks().EarlyStopping(patience=1, **NEVER)

    assert [len(fit([stopper], model).epoch) for _ in range(3)] == [1, 1, 1]


def test_who_sees_the_restored_weights() -> None:
    """A callback before EarlyStopping sees the last weights at the end, one after it the best."""
    callbacks, model, seen = _callbacks(), small_model(), []
    stopper = callbacks.EarlyStopping(restore_best_weights=True, patience=9, **NEVER)  # the first epoch is the best

    def look(logs: Any) -> None:
        seen.append(np.array_equal(model.get_weights()[0], stopper.best_weights[0]))

    fit(
        [callbacks.LambdaCallback(on_train_end=look), stopper, callbacks.LambdaCallback(on_train_end=look)],
        model,
        epochs=2,
    )

    assert seen == [False, True]


def test_a_slow_drift_is_a_plateau_only_to_one() -> None:
    """Gains of 0.00005 keep EarlyStopping going with its default min_delta, and ReduceLROnPlateau reduces."""
    drift = [{"val_loss": 0.5 - 5e-5 * epoch} for epoch in range(6)]

    assert drive(_callbacks().EarlyStopping(patience=2), drift).epochs_run == 6
    assert drive(_callbacks().ReduceLROnPlateau(patience=2), drift).final_rate < 0.01


def test_equal_patiences_reduce_in_the_last_epoch() -> None:
    """The reduced rate is never trained with."""
    callbacks = [_callbacks().ReduceLROnPlateau(patience=2, **NEVER), _callbacks().EarlyStopping(patience=2, **NEVER)]
    model = small_model()

    rates = fit(callbacks, model, epochs=9).history["learning_rate"]

    assert len(rates) == 3 and len(set(rates)) == 1
    assert float(model.optimizer.learning_rate) < rates[-1]


def test_a_cooldown_of_one_changes_nothing() -> None:
    """Only a cooldown of 2 or more delays anything."""
    rates = [drive(_callbacks().ReduceLROnPlateau(patience=2, cooldown=rest), FLAT).rates for rest in (0, 1, 2)]

    assert rates[0] == rates[1] != rates[2]


def test_the_rate_stays_low_for_the_next_fit() -> None:
    """A second fit counts afresh, but starts at the reduced rate."""
    model, slower = small_model(), _callbacks().ReduceLROnPlateau(patience=1, factor=0.5, **NEVER)

    first, second = (fit([slower], model, epochs=2).history["learning_rate"] for _ in range(2))

    assert second == pytest.approx([first[0] / 2] * 2)


@pytest.mark.parametrize(
    ("schedule", "rates"),
    [(lambda epoch, lr: 0.25, [0.25, 0.25, 0.25]), (lambda epoch, lr: lr * 0.5, [0.005, 0.0025, 0.000625])],
)
def test_a_schedule_overwrites_reductions_unless_it_builds_on_the_rate(schedule: Any, rates: list[float]) -> None:
    """After a reduction in epoch 2, an absolute schedule brings its own rate back; a relative one goes on from there."""
    slower = _callbacks().ReduceLROnPlateau(patience=1, factor=0.5, **NEVER)

    history = fit([_callbacks().LearningRateScheduler(schedule), slower], epochs=3).history

    assert history["learning_rate"] == pytest.approx(rates)


def test_an_optimizer_with_a_schedule_fails_late() -> None:
    """ReduceLROnPlateau raises with its first reduction, not before."""
    import keras

    def optimizer() -> Any:
        return keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5))

    slower = _callbacks().ReduceLROnPlateau(patience=2, **NEVER)

    assert fit([slower], small_model(optimizer()), epochs=2).epoch == [0, 1]
    with pytest.raises(TypeError, match="LearningRateSchedule"):
        fit([slower], small_model(optimizer()), epochs=3)


@pytest.mark.parametrize("answer", [None, 1, np.array(0.1)])
def test_answers_that_are_no_floats(answer: Any) -> None:
    """None, a whole number and an array are refused as rates."""
    with pytest.raises(ValueError, match="should be a float"):
        fit([_callbacks().LearningRateScheduler(lambda epoch, lr: answer)])


def test_schedules_that_keras_accepts() -> None:
    """A float of NumPy is fine, and so is an old schedule of the epoch alone."""
    for schedule in (lambda epoch, lr: np.float32(0.25), lambda epoch: 0.25):
        assert fit([_callbacks().LearningRateScheduler(schedule)]).history["learning_rate"] == [0.25]


def test_a_type_error_inside_a_schedule_is_hidden() -> None:
    """What shows up is the second try, with the epoch alone."""

    def wrong(epoch: int, lr: float) -> Any:
        return epoch + "one"  # type: ignore[operator]  # the mistake under test

    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        fit([_callbacks().LearningRateScheduler(wrong)])


def test_a_misspelt_monitor_fails_although_everything_is_saved(tmp_path: Path) -> None:
    """With mode="auto", ModelCheckpoint raises even when it compares nothing."""
    with pytest.raises(ValueError, match="val_acc"):
        fit([_callbacks().ModelCheckpoint(tmp_path / "m.keras", monitor="val_acc")], validation_split=1 / 3)


def test_a_metric_that_is_a_function_needs_a_mode() -> None:
    """A function has no direction."""

    def confidence(truth: Any, answer: Any) -> Any:
        import keras

        return keras.ops.max(answer, axis=-1)

    with pytest.raises(ValueError, match="confidence"):
        fit([_callbacks().EarlyStopping("confidence")], small_model(metrics=[confidence]))
    assert fit([_callbacks().EarlyStopping("confidence", mode="max")], small_model(metrics=[confidence])).epoch == [0]
