"""What a bank is asked for."""

from __future__ import annotations

import pytest

from grader.kit.errors import KitError
from grader.quiz.bank import Bank


def test_topics_come_in_the_order_of_the_questions(sample: Bank) -> None:
    """Each topic is named once, where it first appears."""
    assert sample.topics == ("Hooks", "Early stopping")


def test_a_topic_is_found_in_any_case(sample: Bank) -> None:
    """A learner need not know how a topic is capitalised."""
    assert [one.id for one in sample.about(["early STOPPING"]).questions] == ["three-correct", "code-in-an-option"]


def test_without_a_topic_all_are_asked(sample: Bank) -> None:
    """No topic means no choice."""
    assert sample.about([]) == sample


def test_a_mistyped_topic_gets_the_nearest(sample: Bank) -> None:
    """The sentence names what was typed, the nearest topic, and all of them."""
    with pytest.raises(KitError, match=r"no topic `Hoks`\. Did you mean `Hooks`\?.*Hooks, Early stopping"):
        sample.about(["Hoks"])


def test_a_bank_is_named_after_its_file(sample: Bank) -> None:
    """Kept answers of two banks stay apart by this name."""
    assert sample.name == "sample"
    assert Bank("Made", ()).name == "quiz"
