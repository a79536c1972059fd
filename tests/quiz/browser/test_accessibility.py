"""What axe and a ruler find on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.quiz.browser.conftest import Open, QuizPage


def _violations(quiz: QuizPage) -> list[str]:
    """Return what axe finds within the quiz; the rest of a page is looked at with the site."""
    # Without `preload` axe does not fetch style sheets, which a page from a folder may not do.
    found = Axe().run(quiz.page, context=".quiz", options={"preload": False}).response["violations"]
    return [f"{one['id']}: {node['html'][:120]} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Open, scheme: str, width: int) -> None:
    """Before and after answering, with a problem shown, in both colour schemes, wide and narrow."""
    quiz = open_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    assert quiz.page.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[scheme]

    assert _violations(quiz) == []
    quiz.check("three-correct", "ac")
    quiz.check("code-in-the-stem", "ac")
    quiz.check("one-correct", "")
    quiz.button("Shuffle").click()
    assert _violations(quiz) == []
    quiz.button("Retry what was not").click()
    assert _violations(quiz) == []


def test_axe_finds_nothing_without_a_theme(open_page: Open, unthemed: Path) -> None:
    """On a bare page the quiz brings its own colours, and works."""
    quiz = open_page(unthemed)
    quiz.check("three-correct", "ac")

    assert quiz.status == "Question 3: 1 of 3 correct options found, 1 wrong. 0 of 1 point."
    assert _violations(quiz) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_sticks_out(open_page: Open, width: int) -> None:
    """At 320 pixels nobody scrolls sideways, with larger spacing of text neither."""
    quiz = open_page(viewport={"width": width, "height": 800})
    quiz.check("code-in-the-stem", "ab")
    for spacing in (
        "* {}",
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }",
    ):
        quiz.page.add_style_tag(content=spacing)
        assert quiz.page.evaluate("document.documentElement.scrollWidth") == width


def test_the_group_is_named_by_its_question(quiz: QuizPage) -> None:
    """A screen reader hears the question and that several may apply; code that belongs to it is its description."""
    group = quiz.page.get_by_role("group", name="What does this callback do")

    assert "Choose all that apply." in quiz.text("#q-code-in-the-stem legend")
    assert group.get_attribute("aria-describedby") == "q-code-in-the-stem-rest"
    assert "class Watch(Callback)" in quiz.text("#q-code-in-the-stem-rest")
    assert quiz.page.get_by_role("checkbox", name="B on_epoch_begin").count() == 1


def test_forced_colours_keep_shapes_and_words(open_page: Open) -> None:
    """Where the system chooses the colours, borders, icons and words still tell the findings apart."""
    quiz = open_page(forced_colors="active")
    quiz.check("three-correct", "ac")

    widths = quiz.page.locator("#q-three-correct .quiz-option").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).borderTopStyle)"
    )
    assert widths == ["solid"] * 4
    assert quiz.findings("three-correct")["b"] == "Missed: this one is correct."


def test_nothing_moves(quiz: QuizPage) -> None:
    """No part of the quiz is animated, so there is nothing to be reduced."""
    moving = quiz.page.evaluate(
        """[...document.querySelectorAll(".quiz *")].filter((one) => {
            const { animationName, transitionDuration } = getComputedStyle(one);
            return animationName !== "none" || !/^0s(, 0s)*$/.test(transitionDuration);
        }).map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert moving == []
