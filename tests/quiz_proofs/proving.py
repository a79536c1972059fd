"""What a proof is: a run of the installed Keras that observes whether an option is true, held against the bank.

prove = proofs_of("csv-logger")

@prove("c")
def test_each_epoch_adds_a_row() -> bool:
    '''Says what is looked at.'''
    return rows_after_each_epoch() == [1, 2, 3]

makes a test of the function, which works in an empty folder. A claim that is wrong is observed to be false by doing
just what it says. Every option has one proof; ``test_census.py`` holds the proofs against the bank.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from tests.quiz_proofs import bank
from tests.quiz_proofs.watch import Watch
from tests.quiz_proofs.workplace import empty_folder

Test = Callable[[], None]


@dataclass
class Proof:
    """What shows whether one option of one question is true; it is run once, whoever asks."""

    question: str
    option: str
    observe: Callable[[], bool]

    @functools.cached_property
    def observed(self) -> bool:
        """Return whether the option is true, as seen in a run of Keras."""
        with empty_folder(), Watch() as watch:
            truth = self.observe()
        assert type(truth) is bool, f"{self.observe.__name__} returned {truth!r}, which is neither true nor false"
        assert watch.saw_keras, f"{self.observe.__name__} runs nothing of Keras"
        return truth

    def hold(self) -> None:
        """Fail if the bank says something else than was observed."""
        claimed = bank.key_of(bank.read_bank())[self.question, self.option]
        assert self.observed == claimed, (
            f"{self.question}, option {self.option}: the bank says {claimed}, and a run shows that it is {self.observed}"
        )


PROOFS: dict[tuple[str, str], Proof] = {}
TESTS: dict[tuple[str, str], Test] = {}


def proofs_of(question: str) -> Callable[[str], Callable[[Callable[[], bool]], Test]]:
    """Return what makes proofs of the options of ``question``."""

    def prove(option: str) -> Callable[[Callable[[], bool]], Test]:
        def as_test(observe: Callable[[], bool]) -> Test:
            if (question, option) in PROOFS:
                raise ValueError(f"Option {option} of {question} has two proofs; the second is {observe.__name__}.")
            proof = PROOFS[question, option] = Proof(question, option, observe)

            def test() -> None:
                proof.hold()

            test.__name__, test.__doc__, test.__module__ = observe.__name__, observe.__doc__, observe.__module__
            TESTS[question, option] = test
            return test

        return as_test

    return prove
