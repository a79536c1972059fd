"""Who disturbs the random numbers that everybody shares is noted; who only lets Keras draw its seeds is not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

SEED = 0


class Notes:
    """Takes the place of a record."""

    def value(self, name: str, value: Any) -> None:
        """Keep the value under its name."""
        setattr(self, name, value)


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Other tests find the generators as they were."""
    import numpy as np

    python, numpy = random.getstate(), np.random.get_state()
    yield
    random.setstate(python)
    np.random.set_state(numpy)


def _disturbed(call: Callable[[], object], *, building: bool = False) -> Any:
    """Return what is noted of ``call`` in a run that begins with the seed which many people choose."""
    import keras

    from grader.child.shared_numbers import left_alone

    notes: Any = Notes()
    keras.utils.set_random_seed(SEED)
    with left_alone(notes, building=building):
        call()
    return notes.disturbed


def _built() -> None:
    import keras

    keras.Sequential([keras.Input((2,)), *(keras.layers.Dense(2) for _ in range(30)), keras.layers.Dropout(0.5)])


def _seeds_and_builds() -> None:
    random.seed(SEED)
    _built()


def _keeps_in_mind() -> None:
    state = random.getstate()
    random.seed(SEED)
    random.setstate(state)


def test_drawing_and_seeding_are_noted() -> None:
    """Of either generator, also with the seed that the run itself began with; generators of one's own do not count."""
    import keras
    import numpy as np

    assert _disturbed(lambda: np.random.rand()) == _disturbed(lambda: np.random.seed(SEED)) == ["NumPy"]
    assert _disturbed(random.random) == _disturbed(lambda: random.seed(SEED)) == _disturbed(random.seed) == ["Python"]
    assert _disturbed(lambda: keras.utils.set_random_seed(SEED)) == ["NumPy", "Python"]
    assert _disturbed(lambda: (np.random.default_rng(SEED).random(), random.Random(SEED).random())) == []
    assert _disturbed(_keeps_in_mind) == []


@pytest.mark.parametrize("words", [1, 623, 624, 625, 5000])
def test_who_builds_may_draw_as_keras_does(words: int) -> None:
    """However many numbers are drawn from Python's generator, only setting it anew counts; NumPy's is not drawn from."""
    import keras
    import numpy as np

    assert _disturbed(lambda: random.getrandbits(32 * words), building=True) == []
    assert _disturbed(lambda: random.getrandbits(32 * words)) == ["Python"]
    assert _disturbed(_built, building=True) == []
    assert _disturbed(lambda: random.seed(SEED), building=True) == ["Python"]
    assert _disturbed(_seeds_and_builds, building=True) == _disturbed(random.seed, building=True) == ["Python"]
    assert _disturbed(lambda: np.random.rand(), building=True) == ["NumPy"]
    assert _disturbed(lambda: keras.utils.set_random_seed(7), building=True) == ["NumPy", "Python"]
