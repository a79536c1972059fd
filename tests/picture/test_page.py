"""The page of `grader show`, as text; a browser looks at it in test_browser.py."""

from __future__ import annotations

import re

from grader.picture.page import page
from grader.picture.timeline import Scene, Timeline
from tests.picture.made import picture, too_long, verdict


def test_every_run_is_a_section_with_a_link() -> None:
    """Without a script the links lead to the sections; the one to look at first is marked."""
    html = page(picture())

    assert re.findall(r'href="#(scene-\d)" id="tab-\d"( data-chosen)?', html) == [
        ("scene-0", " data-chosen"),
        ("scene-1", ""),
    ]
    assert html.count("<table>") == 2
    assert "hidden" not in re.sub(r"<(style|script)>.*?</\1>|aria-hidden", "", html, flags=re.DOTALL).replace(
        "overflow: hidden", ""
    )


def test_a_run_with_curves_is_shown_before_one_without() -> None:
    """Where nothing failed there is still something to see first."""
    html = page(picture(Scene("bare", "", [Timeline(ran=1)]), Scene("drawn", "", [too_long()])))

    assert 'id="tab-1" data-chosen' in html


def test_the_words_of_the_verdict_explain_the_difference() -> None:
    """They stand between the figure and its table."""
    html = page(picture())

    assert html.index("</svg>") < html.index("Patience is 2.") < html.index("<table>")


def test_a_changed_file_is_said() -> None:
    """The picture is of an older file then."""
    assert "has changed since this run" in page(picture(), changed=True)
    assert "has changed" not in page(picture())


def test_checks_without_a_training_have_their_place() -> None:
    """A verdict on a signature, and one on a run without a fit, are told below the curves."""
    scene = Scene("asked", "", [], [verdict("It answers.")])
    html = page(picture(Scene("fine", "", [too_long()]), scene, verdicts=[verdict("It can be called.")]))

    assert html.index("</svg>") < html.index("It can be called.") < html.index("It answers.")


def test_nothing_that_was_trained_is_said() -> None:
    """There are no curves, and no empty tabs."""
    html = page(picture(Scene("asked", "", [], [verdict()]), message="It was not read."))

    assert "no training began" in html
    assert 'id="tabs"' not in html
    assert "It was not read." in html


def test_it_forbids_itself_to_load_anything() -> None:
    """A policy in the page stops every request, and the page names no address."""
    html = page(picture())

    assert "default-src 'none'" in html
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\(|src=", html)


def test_nothing_that_a_learner_wrote_is_markup() -> None:
    """Titles, notes, names, words."""
    bad = "</script><script>alert(1)</script>"
    html = page(picture(Scene(bad, bad, [too_long()], [verdict(bad, seen=bad)]), title=bad, message=bad))

    assert html.count("<script>") == 1
