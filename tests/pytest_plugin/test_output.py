"""What a submission printed, fit to be shown."""

from __future__ import annotations

from grader.evidence import Run
from grader.pytest_plugin.output import of_runs, shortened


def test_a_learner_is_shown_both_streams() -> None:
    """What went to standard error is shown as well: it often says what went wrong."""
    assert of_runs([Run("one", {}, printed="a\n", output="a\noh\n")]) == "a\noh\n"


def test_shortening_says_so() -> None:
    """A long text keeps its beginning and its end, and says how much is missing."""
    text = shortened("a" * 50 + "b" * 100 + "c" * 50, limit=100)

    assert text.startswith("a" * 50)
    assert text.endswith("c" * 50)
    assert "100 characters left out" in text


def test_short_texts_stay() -> None:
    """Nothing is left out that fits."""
    assert shortened("abc", limit=3) == "abc"
