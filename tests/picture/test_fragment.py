"""The picture as a piece of HTML for other pages."""

from __future__ import annotations

import re

import pytest

from grader.picture import fragment
from grader.picture.fragment import styles
from grader.picture.timeline import Scene
from tests.picture.made import picture, too_long, verdict


def test_the_scene_that_failed_is_shown() -> None:
    """One call gives figure, words and table, from the picture or from its plain data."""
    made = picture()
    html = fragment(made)

    assert html == fragment(made.to_json())
    assert "first difference: epoch 4" in html
    assert "<table>" in html
    assert "fine" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("nothing", [None, {}, {"format_version": 99}, {"format_version": 1}])
def test_nothing_to_show_is_no_fragment(nothing: dict[str, object] | None) -> None:
    """Reports of an older kit, faults of the kit and passed submissions have no picture."""
    assert fragment(nothing) == ""
    assert fragment(picture(Scene("fine", "", [too_long()]))) == ""
    assert fragment(picture(Scene("no fit", "", [], [verdict()]))) == ""


def test_two_in_a_page_do_not_share_ids() -> None:
    """Their names begin the ids."""
    ids = [re.findall(r' id="([^"]+)"', fragment(picture(), name)) for name in ("a", "b")]

    assert ids[0]
    assert not {*ids[0]} & {*ids[1]}


def test_it_leaves_the_page_around_it_alone() -> None:
    """Every rule of its styles is about its own class, and nothing is loaded or run."""
    selectors = re.findall(r"(?:^|[{}])\s*([^{}@]+)\{", styles())
    own = [one.strip() for selector in selectors for one in selector.split(",")]

    assert own
    assert all(one.startswith(".run-picture") for one in own)
    assert not re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)|@import|url\(", fragment(picture()))


def test_names_notes_and_words_are_escaped() -> None:
    """Whatever a learner's code, or a forged record, put into them."""
    bad = "<img src=x onerror=alert(1)>"
    timeline = too_long()
    timeline.curves[bad] = [1.0] * timeline.ran
    html = fragment(picture(Scene(bad, bad, [timeline], [verdict(bad, expected=bad)])), "a")

    assert "<img" not in html
