"""What the tests of the quiz share: a small bank, and the kit's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.kit.paths import Kit
from grader.quiz.bank import Bank
from grader.quiz.read import bank_of
from tests.quiz.made import SAMPLE


@pytest.fixture(scope="session")
def sample(source_kit: Kit) -> Bank:
    """Return the bank of `sample.yml`."""
    return bank_of(source_kit, SAMPLE)


@pytest.fixture(scope="session")
def lesson_bank(source_kit: Kit) -> Bank:
    """Return the bank that learners are asked."""
    return bank_of(source_kit)


@pytest.fixture
def quiz_kit(kit: Kit) -> Kit:
    """Return a kit whose bank is the sample."""
    lessons = kit.root / "lessons"
    lessons.mkdir()
    (lessons / "quiz.yml").write_bytes(Path(SAMPLE).read_bytes())
    return kit
