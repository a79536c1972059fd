"""Models that take their curves in turn; what they measure is held against the oracle in tests/oracles."""

from __future__ import annotations

from typing import Any

LONG = [{"loss": 1.0, "accuracy": 0.5, "val_loss": 1.0, "val_accuracy": 0.5}] * 3
SHORT = [{"loss": 2.0, "accuracy": 0.5, "val_loss": 2.0, "val_accuracy": 0.5}]


def test_curves_are_taken_in_the_order_of_trainings() -> None:
    """A model that is never trained takes no curve, and one that is trained again sees its own again."""
    from grader.child.marked import Turns, marked_model

    turns = Turns([LONG, SHORT])
    _unused, second, third = (marked_model(turns, number) for number in range(3))

    assert third.script.values_of(0)["loss"] == 1
    assert second.script.values_of(0)["loss"] == 2
    assert third.script.values_of(7)["loss"] == 1


def test_a_training_is_replayed_and_noted() -> None:
    """`fit` calls the hooks with the curve, leaves the epoch in every weight, and says which model was trained."""
    import keras

    from grader.child.marked import Turns, marked_model
    from grader.child.replay import replay
    from grader.child.tiny import marker_of

    class Stops(keras.callbacks.Callback):
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            self.model.stop_training = epoch == 1

    turns = Turns([LONG])
    model = marked_model(turns, 4)
    history = replay(model, {"epochs": 9, "validation_data": (), "callbacks": [model.script, Stops()]})

    assert history.history["val_loss"] == [1, 1]
    assert marker_of(model) == 2
    assert turns.trained == [4]
