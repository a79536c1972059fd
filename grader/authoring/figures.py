"""The page of figures: what the proof of every exercise showed, in one generated table."""

from __future__ import annotations

from grader.authoring.check import Proof
from grader.catalogue import Exercise
from grader.kit.errors import KitError
from grader.pytest_plugin.grading import checks_of

_PAGE = """---
title: How the graders are proven
description: For each exercise, how many right answers its grader accepts and how many wrong ones it rejects.
---

# How the graders are proven

A grader that rejects a right answer is unfair, and one that accepts a wrong answer teaches nothing. So every grader here
is itself tested: with right answers that are written as differently as possible, which must all get full points, and
with wrong answers that have one fault each, as learners really write them. A wrong answer counts as rejected only if the
check that is meant for its fault rejects it, with the message that is meant for it.

{seeds} Other seeds mean other curves, sizes and names, so an answer that merely fits one case fails.

{table}

Where an exercise knows common misconceptions, a report says which one the work behaves like. That is tried on each wrong
answer, by a diagnosis that has learned from all the others: precision is how many of the diagnoses were right, recall how
many of the misconceptions were recognised. It looks at what the checks saw, never at the source. How alike is alike enough
was chosen with these very answers in view, so expect a little less of answers that nobody has seen yet.

Seconds are those of one grading on a machine that does several at once, with a warm server. `{command}` repeats all of
it and writes this page.
"""
_HEADS = (
    "Exercise",
    "Minutes",
    "Checks",
    "Right answers accepted",
    "Wrong answers rejected",
    "Seconds, median",
    "Diagnosis: precision",
    "Diagnosis: recall",
)


def counts_of(exercise: Exercise, right: int, wrong: int) -> tuple[str, ...]:
    """Return the first cells of a row: exercise, minutes, checks, ``right`` and ``wrong`` submissions."""
    name = f"[{exercise.number} {exercise.title}](exercises/{exercise.slug}.md)"
    counts = (exercise.minutes, len(checks_of(exercise)))
    return (name, *map(str, counts), f"{right} of {right}", f"{wrong} of {wrong}")


def page(proven: list[tuple[Exercise, Proof]], right_seeds: int, wrong_seeds: int, command: str) -> str:
    """Return the page of what ``command`` showed; raises KitError where a proof has faults."""
    if failed := [exercise.slug for exercise, proof in proven if proof.faults]:
        raise KitError(f"The page of figures was not written: the proof failed for {', '.join(failed)}.")
    rows = [
        (
            *counts_of(exercise, proof.right // right_seeds, proof.wrong // wrong_seeds),
            f"{proof.median:.1f}",
            *_diagnosis(proof),
        )
        for exercise, proof in proven
    ]
    rule = ("---", *("---:" for _ in _HEADS[1:]))
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in (_HEADS, rule, *rows))
    return _PAGE.format(seeds=_seeds(right_seeds, wrong_seeds), table=table, command=command)


def _diagnosis(proof: Proof) -> tuple[str, str]:
    """Return how often a diagnosis was right about the wrong answers left out, two dashes where there is none."""
    return (f"{proof.trial.precision:.0%}", f"{proof.trial.recall:.0%}") if proof.trial else ("–", "–")


def _seeds(right: int, wrong: int) -> str:
    times = {count: "once" if count == 1 else f"{count} times, each time with another seed" for count in (right, wrong)}
    if right == wrong:
        return f"Each answer was graded {times[right]}."
    return f"Each right answer was graded {times[right]}; each wrong answer {times[wrong]}."
