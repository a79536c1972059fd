"""The random numbers that a whole process shares, those of NumPy and of Python: who has disturbed them?"""

from __future__ import annotations

import contextlib
import pickle
import random
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.child.record import Record

# Python's generator (MT19937) holds so many numbers of 32 bits, and replaces all of them once it has given them out.
_WORDS = 624
# A network takes two numbers for a layer, more or less. Whoever has drawn 60,000 was not building one.
_ROUNDS = 100


@contextlib.contextmanager
def left_alone(record: Record, *, building: bool = False) -> Iterator[None]:
    """Note as ``disturbed`` whose global generator the code inside the block leaves in another state.

    A block that is ``building`` objects of Keras may draw from that of Python, since Keras does: it takes the seed of a layer
    from there. But it may not set that one anew.
    """
    # A run may begin with the very seed that the block sets: from another place on, that is no return to where it was.
    np.random.bytes(1)
    random.getrandbits(32 * _WORDS)
    numpy_before, python_before = _state_of_numpy(), random.getstate()
    yield
    after = random.getstate()
    touched = {
        "NumPy": _state_of_numpy() != numpy_before,
        "Python": after != python_before and not (building and _follows(python_before, after)),
    }
    record.value("disturbed", [name for name, disturbed in touched.items() if disturbed])


def _state_of_numpy() -> bytes:
    return pickle.dumps(np.random.get_state(legacy=False))


def _follows(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    """Tell whether a generator in the state ``before`` comes to the state ``after`` by drawing alone."""
    generator = random.Random()
    generator.setstate(before)
    place, wanted = before[1][-1], after[1]
    for _ in range(_ROUNDS):
        numbers = generator.getstate()[1][:-1]
        if numbers == wanted[:-1]:
            return bool(place <= wanted[-1])
        generator.getrandbits(32 * _WORDS)
        place = 0  # a new set of numbers: every place in it comes later
    return False
