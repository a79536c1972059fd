"""Checking an answer on the page."""

from __future__ import annotations

from grader.quiz.score import points, score
from tests.quiz.browser.conftest import QuizPage
from tests.quiz.made import subsets


def test_every_option_is_explained_at_once(quiz: QuizPage) -> None:
    """Icon, words and reason for each, ticked or not, and where to read on."""
    quiz.check("three-correct", "ac")

    assert quiz.findings("three-correct") == {
        "a": "Correct, and you chose it.",
        "b": "Missed: this one is correct.",
        "c": "Wrongly chosen: this one is not correct.",
        "d": "Missed: this one is correct.",
    }
    assert quiz.page.locator("#q-three-correct .quiz-icon").all_text_contents() == ["✓", "!", "✗", "!"]
    for option in quiz.bank.questions[2].options:
        assert option.why in quiz.text(f'#q-three-correct .quiz-option[data-id="{option.id}"] .quiz-finding')
    assert quiz.text("#q-three-correct .quiz-links") == "Read on: Reference: early stopping, patience"
    quiz.check("one-correct", "a")
    assert quiz.findings("one-correct")["b"] == "Rightly left out."


def test_the_live_region_says_the_outcome(quiz: QuizPage) -> None:
    """One short sentence with the number of the question, what was found, and the score."""
    assert quiz.status == ""

    quiz.check("code-in-the-stem", "ab")
    assert quiz.status == "Question 2: 1 of 2 correct options found, 1 wrong. 0 of 1 point."
    quiz.check("three-correct", "ad")
    assert quiz.status == "Question 3: 2 of 3 correct options found, none wrong. 0.67 of 1 point."
    quiz.check("one-correct", "a")
    assert quiz.status == "Question 1: The correct option found, none wrong. 1 of 1 point."
    assert quiz.page.locator("[role=status]").count() == 1


def test_nothing_ticked_is_told_and_tied_to_the_question(quiz: QuizPage) -> None:
    """The sentence is announced, describes the group, and goes when something is ticked; nothing is scored."""
    quiz.check("one-correct", "")

    group = quiz.page.locator("#q-one-correct fieldset")
    problem = quiz.page.locator(f"#{group.get_attribute('aria-describedby')}")
    assert problem.text_content() == "Nothing is ticked yet. Tick at least one option of question 1, then check again."
    assert quiz.status == problem.text_content()
    assert quiz.text(".quiz-standing").startswith("0 of 4 checked")
    quiz.box("one-correct", "b").check()
    assert problem.is_hidden()
    assert group.get_attribute("aria-describedby") is None


def test_the_same_sentence_is_read_out_again(quiz: QuizPage) -> None:
    """A live region speaks only when its text changes, so the text does, by a blank."""
    seen = []
    for _ in range(2):
        quiz.check("one-correct", "")
        seen.append(quiz.page.locator(".quiz-status").text_content())

    assert seen[0] != seen[1]
    assert str(seen[0]).strip() == str(seen[1]).strip()


def test_a_checked_answer_stays_as_it_was_given(quiz: QuizPage) -> None:
    """Ticks cannot be changed any more, but the boxes stay in the order of tabs, with their explanations."""
    quiz.check("one-correct", "b")

    box = quiz.box("one-correct", "a")
    box.click(force=True)  # Playwright would wait for it to be enabled
    assert not box.is_checked()
    assert quiz.box("one-correct", "b").is_checked()
    assert box.get_attribute("aria-disabled") == "true"
    assert box.get_attribute("disabled") is None
    assert "It runs before the first epoch" in quiz.text(f"#{box.get_attribute('aria-describedby')}")


def test_trying_again_starts_afresh(quiz: QuizPage) -> None:
    """The question is as it was at first, and the focus is on its first box."""
    quiz.check("one-correct", "b")
    quiz.button("Try again").click()

    assert quiz.page.locator("#q-one-correct .quiz-finding").count() == 0
    assert quiz.page.locator("#q-one-correct input:checked").count() == 0
    assert quiz.page.evaluate("document.activeElement.id") == "q-one-correct-a"
    quiz.check("one-correct", "a")
    assert quiz.text(".quiz-standing") == "1 of 4 checked, 1 of 4 points"


# Answers a question with each of several combinations of ticks, and returns the sentence that each got.
ANSWER = """([question, combinations]) => combinations.map((ticked) => {
    const form = document.getElementById(`q-${question}`);
    for (const option of ticked) form.querySelector(`#q-${question}-${option}`).click();
    form.querySelector(".quiz-check").click();
    const outcome = form.querySelector(".quiz-outcome").textContent;
    form.querySelector(".quiz-actions button:not(.quiz-check)").click();
    return outcome;
})"""


def test_every_combination_of_ticks_scores_by_the_rule(quiz: QuizPage) -> None:
    """All subsets of all questions, but for no tick at all: the page says the score that Python says."""
    for question in quiz.bank.questions:
        combinations = [list(ticked) for ticked in subsets(question) if ticked]
        outcomes = quiz.page.evaluate(ANSWER, [question.id, combinations])

        said = [outcome.split(" wrong. ")[1] for outcome in outcomes]
        assert said == [f"{points(score(question, ticked))} of 1 point." for ticked in combinations]
