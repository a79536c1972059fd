"""The oracle of LearningRateScheduler against literal lists and against the real callback."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from grader.oracles import learning_rate_scheduler
from tests.oracles.driven import drive


def test_an_absolute_schedule() -> None:
    """The rate of each epoch is what the schedule says of it, counted from 0."""
    outcome = learning_rate_scheduler(lambda epoch, lr: 0.5**epoch, rate=1.0, epochs=4)

    assert outcome.rates == outcome.announced == (1.0, 0.5, 0.25, 0.125)


def test_a_resumed_run() -> None:
    """A run that starts at epoch 2 asks the schedule for epoch 2 first."""
    outcome = learning_rate_scheduler(lambda epoch, lr: 0.5**epoch, rate=1.0, epochs=4, initial_epoch=2)

    assert outcome.rates == (0.25, 0.125)


@given(
    factor=st.sampled_from([0.1, 0.3, 0.5, 0.9, 1.1]),
    rate=st.floats(1e-4, 1.0),
    epochs=st.integers(1, 8),
    relative=st.booleans(),
    initial=st.sampled_from([0, 0, 1, 3]),
)
def test_agrees_with_keras(factor: float, rate: float, epochs: int, relative: bool, initial: int) -> None:
    """Rates and announcements are those of the real callback, for schedules of the epoch and of the rate before."""
    import keras

    def schedule(epoch: int, lr: float) -> float:
        return lr * factor if relative else rate * factor**epoch

    real = keras.callbacks.LearningRateScheduler(schedule, verbose=1)
    seen = drive(real, [{"loss": 1.0}] * epochs, rate, initial_epoch=initial)

    expected = learning_rate_scheduler(schedule, rate=rate, epochs=initial + epochs, initial_epoch=initial)
    assert tuple(seen.rates) == expected.rates
    assert seen.epochs_that("setting learning rate to") == list(range(initial + 1, initial + epochs + 1))
    announced = re.findall(r"setting learning rate to (\S+)\.\n", seen.printed)
    assert tuple(map(float, announced)) == expected.announced
