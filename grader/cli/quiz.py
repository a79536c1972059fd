"""`grader quiz`: the questions of the page, in the terminal."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from grader.kit.errors import KitError
from grader.kit.paths import Kit, find_kit
from grader.quiz.answer import HELP, QUIT, SKIP, Typed, understand
from grader.quiz.bank import Bank, Question
from grader.quiz.kept import Answers, keep_answers, not_fully_right, read_answers
from grader.quiz.read import bank_of
from grader.quiz.score import RULE
from grader.quiz.show import ask, explain, is_plain, result
from grader.quiz.shuffle import MAX_SEED, shuffled
from grader.report.text import make_console

INTERRUPTED = 130
_HELP = (
    "Type the letters of all options that apply, such as AC, and press Enter. "
    "s skips the question, q ends the quiz with the score so far. "
)


@click.command()
@click.option("--topic", "topics", multiple=True, metavar="NAME", help="Ask about this topic only; may be repeated.")
@click.option("--question", "ids", multiple=True, metavar="ID", help="Ask this question only, as a report names it.")
@click.option("--count", type=click.IntRange(min=1), metavar="N", help="Ask N questions, drawn with the seed.")
@click.option("--seed", type=click.IntRange(0, MAX_SEED), metavar="N", help="Shuffle as the page does with this seed.")
@click.option("--retry", is_flag=True, help="Ask only what you did not get fully right the last time.")
@click.option("--bank", type=click.Path(path_type=Path), metavar="FILE", help="Questions of your own.")
def command(
    topics: tuple[str, ...], ids: tuple[str, ...], count: int | None, seed: int | None, retry: bool, bank: Path | None
) -> int:
    """Answer the quiz in the terminal; each option is explained. Practice only: nothing here is graded."""
    kit = find_kit()
    chosen = bank_of(kit, bank).about(topics).with_ids(ids)
    if retry:
        chosen = _again(chosen, read_answers(kit, chosen))
    if count is not None and seed is None:
        seed = random.randint(1, MAX_SEED)
    if seed is not None:
        chosen = shuffled(chosen, seed)
    chosen = replace(chosen, questions=chosen.questions[:count])
    console = make_console()
    shuffle = f" Shuffled with seed {seed}." if seed is not None else ""
    console.print(f"{chosen.title}: {_number(chosen)}.{shuffle} {_HELP}", markup=False)
    return _session(kit, chosen, console)


def _session(kit: Kit, bank: Bank, console: Console) -> int:
    answers: Answers = {}
    code = 0
    try:
        _ask_all(bank, console, answers)
    except (KeyboardInterrupt, click.Abort, EOFError) as stop:
        console.print("\nStopped.")
        code = 0 if isinstance(stop, EOFError) else INTERRUPTED
    console.print(result(bank, answers))
    if problem := keep_answers(kit, bank, answers):
        click.echo(problem, err=True)
    if left := len(not_fully_right(bank, answers).questions):
        console.print(f"{left} not fully right: grader quiz --retry asks {'it' if left == 1 else 'them'} again.")
    elif len(answers) == len(bank.questions):
        console.print("All fully right. Well done!")
    return code


def _ask_all(bank: Bank, console: Console, answers: Answers) -> None:
    plain = is_plain(console)
    for number, question in enumerate(bank.questions, 1):
        console.print(ask(question, number, len(bank.questions), plain=plain))
        typed = _typed(question, console)
        if typed.command == QUIT:
            return
        if typed.command != SKIP:
            answers[question.id] = list(typed.ticked)
            console.print(explain(question, typed.ticked, plain=plain))


def _typed(question: Question, console: Console) -> Typed:
    while True:
        typed = understand(_line(console), question)
        if typed.command == HELP:
            console.print(_HELP + RULE, markup=False)
        elif typed.problem:
            console.print(typed.problem, markup=False)
        else:
            return typed


def _line(console: Console) -> str:
    """Return the next line of standard input; raises EOFError at its end."""
    line = console.input("Which apply? ")
    if not console.is_terminal:
        console.print()  # nobody pressed Enter on this screen
    return line


def _again(bank: Bank, answers: Answers) -> Bank:
    wrong = not_fully_right(bank, answers)
    if wrong.questions:
        return wrong
    if any(question.id in answers for question in bank.questions):
        raise KitError("Nothing to retry: your last answers to these questions were all fully right.")
    raise KitError("Nothing to retry: no answers are kept yet. Type `grader quiz` first.")


def _number(bank: Bank) -> str:
    return f"{len(bank.questions)} question{'s' * (len(bank.questions) != 1)}"
