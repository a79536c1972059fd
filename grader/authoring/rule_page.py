"""The page of rules: for each rule of each exercise, what holds it, what shows that it does, and what a learner is told."""

from __future__ import annotations

import html

from grader.authoring.accepted import AcceptedSeeds
from grader.authoring.graded_mutants import suite_of
from grader.authoring.mutation_figures import MutationFigures, figures_of
from grader.authoring.rules import Rule, rules_of
from grader.authoring.specimen import Specimen, right_ones, wrong_ones
from grader.authoring.told import Told, told_of
from grader.catalogue import Exercise, all_exercises
from grader.kit.paths import Kit
from grader.pytest_plugin.grading import checks_of

_PAGE = """---
title: Every rule, and what holds it
description: For each rule of each exercise, the check that holds it, wrong answers that show it, and what they are told.
---

# Every rule, and what holds it

An exercise is a list of rules. For each of them there is a check, and there are wrong answers that break this rule and
no other: they prove that the check sees it. Below each table you can read what one of these answers is told.

A second proof asks the question the other way round. A program puts one small fault after the other into what a learner
writes of the solution: a number more or less, a condition turned round, a line left out. Each of these mutants must
be rejected. Those that are not are looked at by a person, who either sharpens a check or writes down why the mutant is
right.

{figures}

These commands repeat the figures. Each takes the number of an exercise, and all exercises without one:

| Command | What it does |
| --- | --- |
| `grader author check` | grades every right answer and every wrong one |
| `grader author prove` | does the same with many seeds; `--fresh` also with those that are known to be accepted |
| `grader author mutate` | grades every mutant; `--fresh` also those that were graded before |
| `grader author rules` | grades a wrong answer for each rule that is new, and writes this page |

{exercises}
"""
_HEADS = (
    "Exercise",
    "Rules",
    "Checks",
    "Right answers accepted",
    "With so many seeds each",
    "Wrong answers rejected",
    "Mutants killed",
    "Mutants that are right",
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
    """Return the page as it must be, from what is recorded beside the solutions; raises KitError where a row is empty."""
    exercises = all_exercises(kit)
    rows = [_figures(kit, exercise) for exercise in exercises]
    rule = ("---", *("---:" for _ in _HEADS[1:]))
    return _PAGE.format(
        figures="\n".join(_row(cells) for cells in (_HEADS, rule, *rows)),
        exercises="\n".join(_section(kit, exercise) for exercise in exercises).rstrip("\n"),
    )


def _figures(kit: Kit, exercise: Exercise) -> tuple[str, ...]:
    answers, kept = right_ones(kit, exercise), AcceptedSeeds(kit, exercise)
    right, wrong = len(answers), len(wrong_ones(kit, exercise))
    return (
        f"[{exercise.number} {exercise.title}](#rules-of-{exercise.number})",
        str(len(rules_of(kit, exercise))),
        str(len(checks_of(exercise))),
        f"{right} of {right}",
        str(min(kept.of(one) for one in answers) or "–"),
        f"{wrong} of {wrong}",
        *_mutants(figures_of(kit, exercise), suite_of(exercise)),
    )


def _mutants(figures: MutationFigures | None, suite: str) -> tuple[str, str]:
    if figures is None:
        return "not run to its end yet", ""
    earlier = "" if figures.suite == suite else ", with an earlier form of the checks"
    return f"{figures.killed} of {figures.made}{earlier}", str(figures.recorded)


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
