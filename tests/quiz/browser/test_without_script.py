"""The page where no script runs."""

from __future__ import annotations

from tests.quiz.browser.conftest import Open


def test_the_quiz_can_be_read_and_answered_on_ones_own(open_page: Open) -> None:
    """Boxes can be ticked, answers opened; nothing that would need the script is shown."""
    quiz = open_page(java_script_enabled=False)
    quiz.box("one-correct", "b").check()
    details = quiz.page.locator("#q-one-correct details")
    why = details.get_by_text("It runs before the first epoch")

    assert not why.is_visible()
    details.locator("summary").click()
    assert why.is_visible()
    assert details.get_by_text("A is correct.").is_visible()
    assert details.get_by_text("B is not correct.").is_visible()
    assert quiz.page.get_by_text("No script runs here").is_visible()
    assert not any(
        one.is_visible() for one in quiz.page.locator(".quiz :is(button, .quiz-bar, .quiz-result, .quiz-status)").all()
    )
