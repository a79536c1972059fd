"""The result: standing, retrying, taking it along."""

from __future__ import annotations

import json

from tests.quiz.browser.conftest import Open, QuizPage


def _answer_all(quiz: QuizPage) -> None:
    for question, ticked in [
        ("one-correct", "a"),
        ("code-in-the-stem", "ab"),
        ("three-correct", "ab"),
        ("code-in-an-option", "a"),
    ]:
        quiz.check(question, ticked)


def test_the_result_grows_with_the_answers(quiz: QuizPage) -> None:
    """Points and what is left, in all and by topic."""
    assert quiz.text(".quiz-total") == "0 of 4 points. 4 questions still to check."
    _answer_all(quiz)

    assert quiz.text(".quiz-total") == "2.67 of 4 points. All checked; now retry what was not fully right."
    rows = [row.locator("td").all_text_contents() for row in quiz.page.locator(".quiz-topics tbody tr").all()]
    assert rows == [["Hooks", "2 of 2", "1 of 2"], ["Early stopping", "2 of 2", "1.67 of 2"]]
    assert quiz.page.locator("progress").evaluate("(one) => [one.value, one.max]") == [4, 4]


def test_only_what_was_wrong_is_asked_again(quiz: QuizPage) -> None:
    """The right ones go out of sight and keep their answers; the focus is on the first of the others."""
    _answer_all(quiz)
    quiz.button("Retry what was not fully right (2)").click()

    seen = [one.get_attribute("data-id") for one in quiz.page.locator(".quiz-question").all() if one.is_visible()]
    assert seen == ["code-in-the-stem", "three-correct"]
    assert quiz.page.evaluate("document.activeElement.id") == "q-code-in-the-stem-a"
    quiz.check("code-in-the-stem", "ac")
    quiz.check("three-correct", "abd")
    assert quiz.text(".quiz-total") == "4 of 4 points. All fully right. Well done!"
    retry = quiz.button("Retry what was not fully right (0)")
    assert retry.get_attribute("aria-disabled") == "true"
    quiz.button("Show all questions").click()
    assert all(one.is_visible() for one in quiz.page.locator(".quiz-question").all())


def test_the_result_as_a_file(quiz: QuizPage) -> None:
    """Everything that somebody needs who collects results."""
    quiz.check("one-correct", "a")
    quiz.box("three-correct", "b").check()
    with quiz.page.expect_download() as download:
        quiz.button("Download as JSON").click()
    result = json.loads(download.value.path().read_text(encoding="utf-8"))

    assert download.value.suggested_filename == "sample-result.json"
    assert result["made"].startswith("20")
    assert (result["format_version"], result["quiz"], result["seed"]) == (1, "Sample", None)
    assert (result["score"], result["max_score"]) == (1, 4)
    assert result["answers"][0] == {"id": "one-correct", "checked": True, "ticked": ["a"], "score": 1}
    assert result["answers"][2] == {"id": "three-correct", "checked": False, "ticked": ["b"], "score": 0}


def test_the_result_as_text(open_page: Open) -> None:
    """Copied where the browser allows it; else selected, with a sentence that says so."""
    quiz = open_page(permissions=["clipboard-read", "clipboard-write"])
    quiz.check("one-correct", "a")
    quiz.button("Copy as text").click()
    quiz.page.wait_for_function(
        "document.querySelector('.quiz-status').textContent.startsWith('Your result is copied')"
    )

    copied = quiz.page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "Sample: 1 of 4 points, 1 of 4 questions checked\n"
        "Hooks: 1 of 2 (1 of 2 checked)\nEarly stopping: 0 of 2 (0 of 2 checked)"
    )
    assert copied == quiz.page.locator(".quiz-result textarea").input_value()


def test_without_a_clipboard_the_text_is_selected(open_page: Open) -> None:
    """The learner copies it with the keyboard."""
    quiz = open_page(script="Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    quiz.button("Copy as text").click()
    quiz.page.wait_for_function("document.querySelector('.quiz-status').textContent.includes('The text is selected')")

    selected = quiz.page.evaluate(
        "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)"
    )
    assert selected == quiz.page.locator(".quiz-result textarea").input_value()
