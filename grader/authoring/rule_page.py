"""The page of figures and rules: how well each grader is proven; for each rule what holds it and what a learner is told."""

from __future__ import annotations

import html

from grader.authoring.figures import table_of_figures
from grader.authoring.misconceptions import described
from grader.authoring.owed import OWED
from grader.authoring.rules import Rule, rules_of
from grader.authoring.specimen import Specimen, wrong_ones
from grader.authoring.told import Told, told_of
from grader.catalogue import Exercise, all_exercises
from grader.kit.paths import Kit

_PAGE = """---
title: The figures, and every rule
description: For each grader how well it is proven; for each rule the check that holds it and what wrong answers are told.
---

# The figures, and every rule

[How the graders are proven](graders.md) tells what stands behind these figures, and what each column means.

## The figures {{ #figures }}

{figures}
{owed}
{questions}

These commands repeat the figures. Each takes the number of an exercise, and all exercises without one:

| Command | What it does |
| --- | --- |
| `grader author check` | grades every right answer and every wrong one with one seed |
| `grader author prove` | does the same with 50 and 20 seeds; `--fresh` also with those that are known to be accepted |
| `grader author mutate` | grades every mutant; `--fresh` also those that were graded before |
| `grader author diagnose` | tries the diagnosis on each wrong answer, as last graded by `grader author build` |
| `grader author rules` | grades a wrong answer for each rule that is new or no longer as it was, and writes this page |

Below, for each exercise, stand its rules. Each of the wrong answers has one fault, and the check that is meant for it,
which is one of those beside the rule, sees it; other rules may fall with this one. Below each table you can read what one
of these answers is told.

{exercises}
"""
_QUESTIONS = (
    "Of the {all} misconceptions that a diagnosis can name, each leads to a place in the lessons. {leading} lead to a question "
    "of the quiz on the same idea as well; {without} do not, since the quiz has no question on theirs."
)
_SECTION = """## {number} {title} {{ #rules-of-{number} }}

| Rule | Check | Wrong answers that show it |
| --- | --- | --- |
{rows}

{told}"""
_TOLD = """??? quote "{says}"

    `{to}.py` is told by `{check}`:

{message}
"""


def rule_page(kit: Kit) -> str:
    """Return the page as it must be, from what is kept beside the solutions; raises KitError where a row is empty."""
    return _PAGE.format(
        figures=table_of_figures(kit),
        owed="".join(f"\n{line}\n" for line in _owed(kit)),
        questions=_questions(kit),
        exercises="\n".join(_section(kit, exercise) for exercise in all_exercises(kit)).rstrip("\n"),
    )


def _owed(kit: Kit) -> list[str]:
    """Return a line for each reason, with the exercises that share it."""
    titles = {exercise.slug: f"{exercise.number} {exercise.title}" for exercise in all_exercises(kit)}
    lines = list[str]()
    for owed in OWED:
        for reason in dict.fromkeys(owed.values()):
            names = [titles[slug] for slug, its in owed.items() if its == reason and slug in titles]
            lines += [f"{', '.join(names)}: {reason}"] if names else []
    return lines


def _questions(kit: Kit) -> str:
    """Return how many misconceptions lead to a question of the quiz: none is named where none is on the same idea."""
    found = [
        one for exercise in all_exercises(kit) for one in described(kit, exercise, wrong_ones(kit, exercise)).values()
    ]
    without = sum(one.quiz is None for one in found)
    return _QUESTIONS.format(all=len(found), leading=len(found) - without, without=without)


def _section(kit: Kit, exercise: Exercise) -> str:
    rules, told = rules_of(kit, exercise), told_of(kit, exercise)
    specimens = {one.path.stem: one for one in wrong_ones(kit, exercise)}
    return _SECTION.format(
        number=exercise.number,
        title=exercise.title,
        rows="\n".join(_row((rule.says, _names(rule.checks), _names(rule.shown_by))) for rule in rules),
        told="\n".join(_message(rule, told.get(rule.says), specimens[rule.shown_by[0]]) for rule in rules),
    )


def _message(rule: Rule, told: Told | None, specimen: Specimen) -> str:
    if told is None:  # the words that `grader author check` insists on
        lines = [f"{_plain(words)} ..." for words in specimen.messages]
        return _TOLD.format(says=_quoted(rule), to=specimen.path.stem, check=specimen.caught_by, message=_listed(lines))
    lines = [_plain(line) for line in told.message.splitlines() if line.strip()]
    return _TOLD.format(says=_quoted(rule), to=told.to, check=told.check, message=_listed(lines))


def _quoted(rule: Rule) -> str:
    return rule.says.replace('"', "'")


def _listed(lines: list[str]) -> str:
    return "\n".join(f"    - {line}" for line in lines)


def _plain(line: str) -> str:
    """Return ``line`` with code as code, and with nothing else that the page could take for mark-up."""
    pieces = line.strip().split("`")
    if len(pieces) % 2 == 0:  # a backtick without its partner is a backtick
        pieces = [line.strip().replace("`", "'")]
    texts = [f"`{piece}`" if place % 2 and piece else _escaped(piece) for place, piece in enumerate(pieces)]
    return "".join(texts)


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\*_[]{}#|" else sign for sign in html.escape(text, quote=False))


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
