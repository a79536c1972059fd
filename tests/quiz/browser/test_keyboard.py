"""The page without a mouse."""

from __future__ import annotations

import pytest

from tests.quiz.browser.conftest import Open, QuizPage


def _tab_to(quiz: QuizPage, place: str, key: str = "Tab") -> None:
    """Press the key until the focus is on ``place``; each stop on the way must be visible and not covered."""
    for _ in range(80):
        quiz.page.keyboard.press(key)
        if quiz.page.evaluate("document.activeElement.closest('.quiz') !== null"):
            assert quiz.page.evaluate(_VISIBLE), quiz.page.evaluate("document.activeElement.outerHTML")
        if quiz.page.evaluate("(place) => document.activeElement.matches(place)", place):
            return
    raise AssertionError(f"{place} cannot be reached with {key}")


# The outline is drawn, and at the middle of the focused thing nothing else lies on top.
_VISIBLE = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const outlined = getComputedStyle(at).outlineStyle !== "none" && parseFloat(getComputedStyle(at).outlineWidth) >= 2;
    return outlined && (at.contains(top) || top?.contains(at)) && box.bottom <= innerHeight && box.top >= 0;
}"""


@pytest.mark.parametrize("size", [(1280, 800), (320, 640)])
def test_a_question_is_answered_with_the_keyboard_alone(open_page: Open, size: tuple[int, int]) -> None:
    """Tab to a box, tick it with the space bar, check with Enter, try again, and go back."""
    quiz = open_page(viewport={"width": size[0], "height": size[1]})

    _tab_to(quiz, "#q-three-correct-a")
    quiz.page.keyboard.press("Space")
    _tab_to(quiz, "#q-three-correct-d")
    quiz.page.keyboard.press("Space")
    _tab_to(quiz, "#q-three-correct .quiz-check")
    quiz.page.keyboard.press("Enter")

    assert quiz.status == "Question 3: 2 of 3 correct options found, none wrong. 0.67 of 1 point."
    assert quiz.page.evaluate("document.activeElement.className.includes('quiz-check')"), "the focus stays where it was"
    _tab_to(quiz, "#q-three-correct-b", "Shift+Tab")
    _tab_to(quiz, "#q-three-correct .quiz-actions button:not(.quiz-check)")
    quiz.page.keyboard.press("Enter")
    assert quiz.page.evaluate("document.activeElement.id") == "q-three-correct-a"


def test_enter_on_a_box_checks_the_question(quiz: QuizPage) -> None:
    """As in every form; the page is not sent anywhere."""
    quiz.box("one-correct", "a").focus()
    quiz.page.keyboard.press("Space")
    quiz.page.keyboard.press("Enter")

    assert quiz.status.startswith("Question 1: The correct option found")
    assert "?" not in quiz.page.url


def test_everything_in_the_result_can_be_reached(quiz: QuizPage) -> None:
    """The last button is reached by Tab alone, past all questions."""
    quiz.check("one-correct", "b")

    _tab_to(quiz, ".quiz-result .quiz-actions:last-child button:last-child")


@pytest.mark.parametrize("width", [1280, 320])
def test_targets_are_large_enough(open_page: Open, width: int) -> None:
    """Whatever can be pressed measures at least 24 by 24 pixels, and a whole row ticks its option."""
    quiz = open_page(viewport={"width": width, "height": 800})
    quiz.check("one-correct", "b")

    small = quiz.page.evaluate(
        """[...document.querySelectorAll(".quiz :is(input, button, label, a, textarea)")]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)"""
    )
    assert small == []
    row = quiz.page.locator("#q-three-correct .quiz-option").first
    row.click(position={"x": row.evaluate("(one) => one.clientWidth") - 5, "y": 15})
    assert quiz.box("three-correct", "a").is_checked()
