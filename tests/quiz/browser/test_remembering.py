"""Answers that outlive the page."""

from __future__ import annotations

from pathlib import Path

from tests.quiz.browser.conftest import Open, QuizPage

KEY = "callbacks-by-doing/quiz/sample"
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
)


def test_answers_are_there_after_a_reload(quiz: QuizPage) -> None:
    """Checked ones with their explanations, and those that were only ticked."""
    quiz.check("three-correct", "ac")
    quiz.box("one-correct", "b").check()
    quiz.page.reload()

    assert quiz.findings("three-correct")["c"] == "Wrongly chosen: this one is not correct."
    assert quiz.box("one-correct", "b").is_checked()
    assert quiz.page.locator("#q-one-correct .quiz-finding").count() == 0
    assert quiz.text(".quiz-standing") == "1 of 4 checked, 0 of 4 points"
    assert quiz.status == "", "a page that has just been opened says nothing"


def test_answers_belong_to_questions_and_not_to_places(quiz: QuizPage, built: Path) -> None:
    """When the bank is put into another order, each answer is with its question; one that is gone does no harm."""
    quiz.check("one-correct", "a")
    quiz.page.evaluate(
        """() => {
            const key = "callbacks-by-doing/quiz/sample", kept = JSON.parse(localStorage[key]);
            kept.answers["no-such-question"] = { ticked: ["a"], checked: true };
            kept.answers["three-correct"] = { ticked: ["z"], checked: true };
            localStorage[key] = JSON.stringify(kept);
        }"""
    )
    turned = built.with_name("turned.html")
    turned.write_text(
        built.read_text(encoding="utf-8").replace(
            "</body>",
            "<script>(() => { const list = document.querySelector('.quiz-questions');"
            "[...list.children].reverse().forEach((one) => list.append(one)); })()</script></body>",
        ),
        encoding="utf-8",
    )
    quiz.page.goto(turned.as_uri())

    assert quiz.findings("one-correct")["a"] == "Correct, and you chose it."
    assert quiz.page.locator("#q-three-correct .quiz-finding").count() == 0
    assert quiz.text(".quiz-standing").startswith("1 of 4 checked")


def test_starting_again_clears_everything_and_can_be_undone(quiz: QuizPage) -> None:
    """Nothing is left in the storage, and one press brings it all back."""
    quiz.check("one-correct", "a")
    quiz.button("Start again").click()

    assert quiz.status == "All answers are cleared."
    assert quiz.page.locator(".quiz-finding").count() == 0
    assert quiz.page.evaluate(f"JSON.parse(localStorage['{KEY}']).answers") == {}
    quiz.button("Bring the answers back").click()
    assert quiz.findings("one-correct")["a"] == "Correct, and you chose it."
    quiz.page.reload()
    assert quiz.findings("one-correct")["a"] == "Correct, and you chose it."


def test_without_storage_everything_else_works(open_page: Open, unthemed: Path) -> None:
    """A browser that keeps nothing gets a note, and the quiz goes on; Material itself would fail there."""
    quiz = open_page(unthemed, script=NO_STORAGE)
    quiz.check("one-correct", "a")

    assert quiz.status.startswith("Question 1: The correct option found")
    assert "This browser keeps no answers" in quiz.text(".quiz-total")
    quiz.button("Start again").click()
    assert quiz.status == "All answers are cleared."


def test_spoilt_storage_counts_as_empty(open_page: Open) -> None:
    """Whatever lies there, the page opens, and writes something sound over it."""
    for content in (
        "{",
        "null",
        "3",
        '{"answers": 3}',
        '{"answers": {"one-correct": null}}',
        '{"answers": {"one-correct": 3}}',
    ):
        quiz = open_page(script=f"localStorage['{KEY}'] = {content!r}")
        assert quiz.text(".quiz-standing").startswith("0 of 4 checked"), content
        quiz.check("one-correct", "a")
        assert quiz.page.evaluate(f"JSON.parse(localStorage['{KEY}']).answers['one-correct'].checked")
