"""Submissions that are alike beyond what their task explains: pairs for a person to look at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from grader.batch.likeness import Shape

# Differently written right answers to the ten exercises share at most a third of their rare marks, renamed copies all.
LEAST_SHARE = 0.6
LEAST_MARKS = 24  # fewer are a matter of chance
COMMON = 0.25  # what more of the class than this has, the task explains
MOST_PAIRS = 30


@dataclass(frozen=True)
class Pair:
    """Two students whose code is alike; ``share`` is the part of the shorter one's rare marks that both have."""

    students: tuple[str, str]
    share: float
    lines: tuple[str, str]


@dataclass(frozen=True)
class Alike:
    """What was found in one exercise; ``same`` are groups whose files are equal byte for byte.

    ``indistinct`` is how many have one and the same shape where that is too common to mean anything.
    """

    compared: int
    pairs: tuple[Pair, ...]
    more_pairs: int
    same: tuple[tuple[str, ...], ...]
    indistinct: int


def alike(shapes: Sequence[Shape], stub: Iterable[str]) -> Alike:
    """Compare ``shapes``, which are all of one exercise, without the marks of its ``stub``."""
    given = frozenset(stub)
    own = {shape.student: frozenset(shape.marks) - given for shape in shapes}
    own = {student: marks for student, marks in own.items() if marks}
    most = max(3, int(COMMON * len(own)))
    spread = Counter(mark for marks in own.values() for mark in marks)
    rare = {student: {mark for mark in marks if spread[mark] <= most} for student, marks in own.items()}
    same = _same([shape for shape in shapes if shape.student in own])
    lines = {shape.student: shape.marks for shape in shapes}
    told = {frozenset(pair) for group in same for pair in combinations(group, 2)}
    pairs = [
        Pair(
            (one, two), share, (_ranges(lines[one][mark] for mark in both), _ranges(lines[two][mark] for mark in both))
        )
        for one, two, share, both in _close(rare)
        if frozenset((one, two)) not in told
    ]
    pairs.sort(key=lambda pair: -pair.share)
    largest = max(Counter(own.values()).values(), default=0)
    return Alike(
        len(own), tuple(pairs[:MOST_PAIRS]), len(pairs[MOST_PAIRS:]), tuple(same), largest if largest > most else 0
    )


def _close(rare: dict[str, set[str]]) -> list[tuple[str, str, float, set[str]]]:
    """Return the pairs that share enough, found through the marks that they share: most pairs are never looked at."""
    owners: dict[str, list[str]] = defaultdict(list)
    for student, marks in rare.items():
        for mark in marks:
            owners[mark].append(student)
    shared: Counter[tuple[str, str]] = Counter()
    for students in owners.values():
        shared.update(combinations(students, 2))
    found = []
    for (one, two), count in shared.items():
        share = count / min(len(rare[one]), len(rare[two]))
        if count >= LEAST_MARKS and share >= LEAST_SHARE:
            found.append((one, two, share, rare[one] & rare[two]))
    return found


def _same(shapes: Sequence[Shape]) -> list[tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for shape in shapes:
        groups[shape.digest].append(shape.student)
    return sorted((tuple(group) for group in groups.values() if len(group) > 1), key=len, reverse=True)


def _ranges(lines: Iterable[int]) -> str:
    """Return lines as text, as in "3-9, 14"; a gap of a line or two, as between functions, is none."""
    ranges: list[list[int]] = []
    for line in sorted(set(lines)):
        if ranges and line - ranges[-1][1] <= 3:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ", ".join(f"{first}-{last}" if first != last else f"{first}" for first, last in ranges)
