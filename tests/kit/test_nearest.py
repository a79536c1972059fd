"""The nearest known name to a mistyped one."""

from __future__ import annotations

from grader.kit.nearest import did_you_mean, nearest


def test_finds_the_closest_name() -> None:
    """A letter too few still finds the name."""
    assert nearest("detect_overfiting", ["detect_overfitting", "cats_vs_dogs"]) == "detect_overfitting"


def test_says_nothing_when_nothing_is_close() -> None:
    """A name like no other gets no guess."""
    assert did_you_mean("zzz", ["detect_overfitting"]) == ""


def test_words_the_guess() -> None:
    """The guess is ready to stand behind a sentence."""
    assert did_you_mean("chek", ["check", "run"]) == " Did you mean `check`?"
