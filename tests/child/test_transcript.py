"""What a callback printed in each hook, and what it did to the logs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.child.printed import Printed


class Sink:
    """Stands in for the channel."""

    def send(self, event: str, **fields: Any) -> None:
        """Do nothing."""


def _stream() -> Printed:
    return Printed(Sink(), "stdout")  # type: ignore[arg-type]  # a sink is all that it needs


def _hooks(*callbacks: Any) -> Any:
    import keras

    return keras.callbacks.CallbackList(list(callbacks))


def test_a_row_for_each_hook() -> None:
    """Hook, number, keys and text are kept in order; what is printed between hooks is not."""
    import keras

    from grader.child.transcript import transcript

    stream = _stream()

    class Speaks(keras.callbacks.Callback):
        def on_train_begin(self, logs: Any = None) -> None:
            print("begin", file=stream)

        def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
            print("batch", batch, file=stream)

    with transcript(stream) as notes:
        hooks = _hooks(*notes.around(Speaks()))
        hooks.on_train_begin()
        print("between", file=stream)
        hooks.on_test_batch_end(3, {"loss": 1.0, "accuracy": 0.5})

    assert notes.rows == [
        {"hook": "on_train_begin", "at": None, "keys": [], "printed": "begin\n", "changed": None},
        {"hook": "on_test_batch_end", "at": 3, "keys": ["accuracy", "loss"], "printed": "batch 3\n", "changed": None},
    ]


def test_every_hook_of_keras_is_known() -> None:
    """No hook that Keras calls is missing, apart from the two other names of the training batch's."""
    import keras

    from grader.child.transcript import HOOKS

    known = {name for name in dir(keras.callbacks.Callback) if name.startswith("on_")}
    assert known - set(HOOKS) == {"on_batch_begin", "on_batch_end"}


def test_the_stream_is_given_back() -> None:
    """After the block nothing is heard any more, also when the block was left by an exception."""
    from grader.child.transcript import transcript

    stream, kept = _stream(), list[Any]()

    def fails() -> None:
        with transcript(stream) as notes:
            kept.append(notes)
            notes.open("on_train_begin", None, None)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    print("later", file=stream)

    assert kept[0].rows[0]["printed"] == ""


def _round(logs: dict[str, Any]) -> None:
    logs["loss"] = round(logs["loss"], 1)


def _sort(logs: dict[str, Any]) -> None:
    logs["outputs"] *= 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda logs: logs.pop("loss"), "`loss` is gone"),
        (dict.clear, "`loss` is gone"),
        (lambda logs: logs.update(ratio=1.0), "`ratio` is new"),
        (_round, "`loss` has another value"),
        (_sort, "`outputs` has another value"),
        (lambda logs: logs.update(loss=logs.pop("loss")), "the keys are in another order"),
        (lambda logs: logs.update(loss=logs["loss"]), None),
        (lambda logs: logs.get("val_loss"), None),
    ],
)
def test_a_change_of_the_logs_is_told(change: Callable[[dict[str, Any]], Any], words: str | None) -> None:
    """Whatever a callback does to the dictionary or to an array inside it, the row says so."""
    import keras

    from grader.child.transcript import transcript

    class Changes(keras.callbacks.Callback):
        def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
            change(logs)

    with transcript(_stream()) as notes:
        hooks = _hooks(*notes.around(Changes()))
        hooks.on_predict_batch_end(0, {"loss": 0.123, "outputs": np.array([2.0, 1.0])})

    assert notes.rows[0]["changed"] == words


def test_a_later_change_is_told_as_well() -> None:
    """Logs that a callback kept and changed in another hook are not what they were."""
    import keras

    from grader.child.transcript import transcript

    class Keeps(keras.callbacks.Callback):
        def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
            self.kept = logs

        def on_test_end(self, logs: Any = None) -> None:
            self.kept.clear()

    with transcript(_stream()) as notes:
        hooks = _hooks(*notes.around(Keeps()))
        hooks.on_test_begin()
        hooks.on_test_batch_end(0, {"loss": 1.0})
        hooks.on_test_end({"loss": 1.0})

    assert [row["changed"] for row in notes.rows] == [None, "`loss` is gone", None]
