"""The quiz on paper."""

from __future__ import annotations

from tests.quiz.browser.conftest import Open, QuizPage

# What is on the sheet, and the state of its boxes, noted at the moment of printing.
PRINTING = """window.print = () => {
    window.printed = [...document.querySelectorAll(".quiz-sheet-key section")].map((one) => one.innerText);
}"""


def _seen(quiz: QuizPage, selector: str) -> int:
    return sum(one.is_visible() for one in quiz.page.locator(selector).all())


def test_a_sheet_gives_nothing_away(open_page: Open) -> None:
    """Printed at any moment: all questions with empty boxes, a line for the name, no answer and no button."""
    quiz = open_page()
    quiz.check("three-correct", "ac")
    quiz.check("one-correct", "b")
    quiz.button("Retry what was not fully right").click()
    quiz.page.emulate_media(media="print")

    assert _seen(quiz, ".quiz-question") == 4
    assert _seen(quiz, ".quiz-sheet-head") == 1
    assert (
        _seen(quiz, ".quiz :is(button, .quiz-finding, .quiz-key, .quiz-status, .quiz-result, .quiz-outcome, progress)")
        == 0
    )
    boxes = quiz.page.locator(".quiz-option input").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).appearance + getComputedStyle(one).borderTopStyle)"
    )
    assert boxes == ["nonesolid"] * 14
    grounds = quiz.page.locator(".quiz-option").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).backgroundColor)"
    )
    assert set(grounds) == {"rgba(0, 0, 0, 0)"}


def test_the_key_is_a_page_of_its_own(open_page: Open) -> None:
    """Letters and explanations in the order of the sheet, gone again when printing is over."""
    quiz = open_page(script=PRINTING, address="#seed=7")
    quiz.button("Print with the key").click()
    printed = quiz.page.evaluate("window.printed")
    quiz.page.emulate_media(media="print")

    order = [question for question, _ in quiz.order()]
    for place, name in enumerate(order):
        question = next(one for one in quiz.bank.questions if one.id == name)
        options = dict(quiz.order())[name]
        letters = ", ".join(sorted("ABCD"[options.index(one)] for one in question.correct))
        assert printed[place].startswith(f"Question {place + 1}: {letters}\n")
        assert printed[place].count("correct.") >= len(options)
    key = quiz.page.locator(".quiz-sheet-key")
    assert key.is_visible()
    assert key.evaluate("(one) => getComputedStyle(one).breakBefore") == "page"
    assert quiz.text(".quiz-sheet-head strong") == "Sample (seed 7)"
    assert not quiz.page.get_by_text("After.", exact=True).is_visible()
    quiz.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert quiz.page.locator(".quiz-sheet-key").count() == 0
    assert quiz.page.get_by_text("After.", exact=True).is_visible()


def test_without_the_key_there_is_no_key(open_page: Open) -> None:
    """The other button prints the questions only, even after a sheet with the key."""
    quiz = open_page(script=PRINTING)
    quiz.button("Print with the key").click()
    quiz.button("Print the questions").click()

    assert quiz.page.evaluate("window.printed") == []
