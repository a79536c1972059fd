"""What the pages say in prose about hooks, logs and stopping, tried on the installed Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.lessons.small import BATCH_SIZE, fit, small_data, small_model

WHOLE_EPOCH = ["on_train_batch_end 0", "on_train_batch_end 1", "on_test_batch_end 0", "on_epoch_end 0", "on_train_end"]


def _callbacks() -> Any:
    import keras

    return keras.callbacks


def _told(hooks: dict[str, Callable[..., None]]) -> Any:
    return _callbacks().LambdaCallback(**hooks)


@pytest.mark.parametrize(
    ("place", "still"),
    [
        ("on_train_begin", ["on_train_batch_end 0", *WHOLE_EPOCH[2:]]),
        ("on_epoch_begin 0", ["on_train_batch_end 0", *WHOLE_EPOCH[2:]]),
        ("on_train_batch_begin 0", ["on_train_batch_end 0", *WHOLE_EPOCH[2:]]),
        ("on_train_batch_end 1", WHOLE_EPOCH),
        ("on_test_begin", WHOLE_EPOCH),
        ("on_epoch_end 0", WHOLE_EPOCH),
    ],
)
def test_what_still_runs_after_a_stop(place: str, still: list[str]) -> None:
    """A training that is stopped in some hook ends in order, after the batch and with its validation."""
    model, calls = small_model(), []

    def note(call: str) -> None:
        calls.append(call)
        model.stop_training = model.stop_training or call == place

    phases = {name: lambda logs, name=name: note(name) for name in ("on_train_begin", "on_test_begin", "on_train_end")}
    numbered = {
        name: lambda at, logs, name=name: note(f"{name} {at}")
        for name in (
            "on_epoch_begin",
            "on_train_batch_begin",
            "on_train_batch_end",
            "on_test_batch_end",
            "on_epoch_end",
        )
    }
    fit([_told(phases | numbered)], model, epochs=2, validation_split=1 / 3)

    assert [call for call in calls if call in WHOLE_EPOCH] == still


def test_the_flag_is_set_back_by_the_next_fit() -> None:
    """What stopped one training does not stop the next."""
    model = small_model()
    model.stop_training = True

    assert fit([], model, epochs=2).epoch == [0, 1]


@pytest.mark.parametrize(("flag", "batches"), [("stop_training", 3), ("stop_evaluating", 1)])
def test_evaluate_has_a_flag_of_its_own(flag: str, batches: int) -> None:
    """An evaluate goes on when stop_training is set, and ends when stop_evaluating is."""
    model, seen = small_model(), []

    def end(batch: int, logs: Any) -> None:
        seen.append(batch)
        setattr(model, flag, True)

    model.evaluate(*small_data(), batch_size=BATCH_SIZE, verbose=0, callbacks=[_told({"on_test_batch_end": end})])

    assert len(seen) == batches


def test_stop_iteration_ends_the_epoch_alone() -> None:
    """In the hook of a batch it is taken for the end of the data, with a warning, in each epoch."""

    def end(batch: int, logs: Any) -> None:
        raise StopIteration

    with pytest.warns(UserWarning, match="Your input ran out of data"):
        assert fit([_told({"on_train_batch_end": end})], epochs=2).epoch == [0, 1]


def test_an_exception_leaves_no_train_end() -> None:
    """An exception in a hook ends fit at once."""
    ended: list[Any] = []

    def fail(epoch: int, logs: Any) -> None:
        raise RuntimeError("a mistake")

    with pytest.raises(RuntimeError, match="a mistake"):
        fit([_told({"on_epoch_end": fail, "on_train_end": ended.append})])

    assert ended == []


def test_what_the_end_of_a_training_is_given() -> None:
    """The logs of the last epoch, without what callbacks added to them."""
    seen: list[list[str]] = []
    look = _told(
        {
            "on_epoch_end": lambda epoch, logs: seen.append(list(logs)),
            "on_train_end": lambda logs: seen.append(list(logs)),
        }
    )

    fit([_callbacks().ReduceLROnPlateau(monitor="loss"), look])

    # Logs come in alphabetical order, and what a callback adds stands behind.
    assert seen == [["accuracy", "loss", "learning_rate"], ["accuracy", "loss"]]


def test_clearing_logs_empties_the_history() -> None:
    """All callbacks are given the same dictionary."""
    assert fit([_told({"on_epoch_end": lambda epoch, logs: logs.clear()})]).history == {}


def test_lists_of_a_history_may_differ_in_length() -> None:
    """Epochs that were not validated have no val_loss."""
    history = fit([], epochs=4, validation_split=1 / 3, validation_freq=2).history

    assert (len(history["loss"]), len(history["val_loss"])) == (4, 2)


def test_the_old_names_mean_training_batches() -> None:
    """on_batch_end is called for training batches only."""
    seen: list[int] = []
    old = _told({"on_batch_end": lambda batch, logs: seen.append(batch)})

    fit([old], validation_split=1 / 3)

    assert seen == [0, 1]


def test_a_flag_of_the_callback_stops_nothing() -> None:
    """The flag that Keras looks at belongs to the model."""

    class Mistaken(_callbacks().Callback):  # type: ignore[misc]  # the base is untyped
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            self.stop_training = True

    assert fit([Mistaken()], epochs=3).epoch == [0, 1, 2]


def test_the_model_has_no_setter() -> None:
    """Setting self.model fails, and without super().__init__() it does not exist before fit."""

    class Nothing(_callbacks().Callback):  # type: ignore[misc]  # the base is untyped
        def __init__(self) -> None:
            pass

    with pytest.raises(AttributeError, match="no setter"):
        _callbacks().Callback().model = small_model()
    with pytest.raises(AttributeError, match="_model"):
        Nothing().model  # noqa: B018  # reading it is what fails
    assert (_callbacks().Callback().model, _callbacks().Callback().params) == (None, None)


def test_a_subclass_can_switch_the_guard_off() -> None:
    """TerminateOnNaN that overrides on_train_batch_end without super() never stops."""

    class Switched(_callbacks().TerminateOnNaN):  # type: ignore[misc]  # the base is untyped
        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            pass

    assert fit([Switched()], broken=0, epochs=2).epoch == [0, 1]
    assert fit([_callbacks().TerminateOnNaN()], broken=0, epochs=2).epoch == [0]


def test_what_params_holds() -> None:
    """Three keys, and epochs are those that were asked for."""
    assert fit([], epochs=2).params == {"verbose": 0, "epochs": 2, "steps": 3}
