"""Orders on the page."""

from __future__ import annotations

import pytest

from grader.quiz.bank import Bank
from grader.quiz.shuffle import shuffled
from tests.quiz.browser.conftest import Open, QuizPage


def _order(bank: Bank) -> list[tuple[str, str]]:
    return [(one.id, "".join(option.id for option in one.options)) for one in bank.questions]


@pytest.mark.parametrize("seed", [0, 1, 7, 123456, 999999])
def test_a_seed_gives_the_order_of_python(open_page: Open, seed: int) -> None:
    """The page and the terminal agree, so a class can be given a seed."""
    quiz = open_page(address=f"#seed={seed}")

    assert quiz.order() == _order(shuffled(quiz.bank, seed))
    assert quiz.text(".quiz-order") == f"Order: seed {seed}"


def test_shuffling_puts_the_seed_into_the_address(quiz: QuizPage, open_page: Open) -> None:
    """Whoever opens that address gets the same order; numbers and letters follow what is seen."""
    before = quiz.order()
    quiz.button("Shuffle").click()
    seed = int(quiz.page.url.split("#seed=")[1])

    assert quiz.status == f"Shuffled with seed {seed}. The address of this page keeps the order."
    assert quiz.order() == _order(shuffled(quiz.bank, seed))
    assert quiz.page.locator(".quiz-number").all_text_contents() == ["1", "2", "3", "4"]
    assert quiz.page.locator(".quiz-question").first.locator(".quiz-option .quiz-letter").all_text_contents() in (
        ["A", "B", "C", "D"],
        ["A", "B"],
    )
    again = open_page(address=f"#seed={seed}")
    assert again.order() == quiz.order()
    quiz.button("Original order").click()
    assert quiz.order() == before
    assert "seed" not in quiz.page.url


def test_answers_move_with_their_options(quiz: QuizPage) -> None:
    """A checked question stays checked in every order, and the keys are lettered like the options."""
    quiz.check("three-correct", "ac")
    for seed in (3, 4):
        quiz.page.evaluate("(seed) => { location.hash = `#seed=${seed}` }", seed)
        quiz.page.wait_for_function(
            "(seed) => document.querySelector('.quiz-order').textContent.endsWith(` ${seed}`)", arg=seed
        )
        assert quiz.findings("three-correct")["c"] == "Wrongly chosen: this one is not correct."
        for question in quiz.bank.questions:
            for option in question.options:
                letters = quiz.page.locator(
                    f'#q-{question.id} [data-id="{option.id}"] .quiz-letter'
                ).all_text_contents()
                assert len(letters) == 2
                assert len(set(letters)) == 1


def test_other_addresses_change_nothing(open_page: Open) -> None:
    """A link to a question is no seed."""
    quiz = open_page(address="#q-three-correct")

    assert quiz.order() == _order(quiz.bank)
    assert quiz.page.locator("#q-three-correct").evaluate("(one) => one.matches(':target')")
