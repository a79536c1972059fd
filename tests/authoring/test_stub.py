"""From a solution to its stub."""

from __future__ import annotations

import pytest

from grader.authoring.stub import stub_of
from grader.kit.errors import KitError

SOLUTION = '''"""Title."""


class Counter:
    def __init__(self, start):
        # TODO 1: remember the start.
        ### BEGIN SOLUTION
        self.start = start
        ### END SOLUTION

    given = 1


def train(model):
    callbacks = [
        # TODO 2: put one callback here.
        ### BEGIN SOLUTION
        "callback",
        ### INSTEAD
        ### END SOLUTION
    ]
    ### BEGIN SOLUTION
    rate = 0.1
    ### INSTEAD
    # rate = None
    ### END SOLUTION
    return callbacks
'''


def test_regions_are_replaced_and_the_rest_stays() -> None:
    """A region becomes an exception that names its place, or the lines that stand instead."""
    assert (
        stub_of(SOLUTION)
        == '''"""Title."""


class Counter:
    def __init__(self, start):
        # TODO 1: remember the start.
        raise NotImplementedError("Counter.__init__ is not written yet")

    given = 1


def train(model):
    callbacks = [
        # TODO 2: put one callback here.
    ]
    rate = None
    return callbacks
'''
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("# TODO\n### BEGIN SOLUTION\nx = 1\n", "never closed"),
        ("# TODO\n### END SOLUTION\n", "line 2: `### END SOLUTION` does not pair"),
        ("# TODO\n### BEGIN SOLUTION\n### BEGIN SOLUTION\n", "line 3"),
        ("### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n", "no TODO"),
        ("# TODO\nx = [\n### BEGIN SOLUTION\n1\n### INSTEAD\n# if\n### END SOLUTION\n]\n", "is not Python"),
    ],
)
def test_faults_of_an_author_are_told(source: str, words: str) -> None:
    """Unpaired markers, a missing TODO and a broken stub get a sentence with the file's name."""
    with pytest.raises(KitError, match=words):
        stub_of(source, "solution.py")
