"""The page of a class: self-contained, without scripts, for the screen and for paper."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from grader.batch import Batch, read_results
from grader.batch.likeness import Shape, marks_of, read_shapes
from grader.batch.overrides import with_overrides
from grader.batch.results import Result
from grader.catalogue import Exercise
from grader.class_report.alike import Alike, Pair, alike
from grader.class_report.attention import needs_a_person
from grader.class_report.checks import Failing, failing_checks
from grader.class_report.histogram import histogram, in_words
from grader.class_report.misconceptions import Misconception, misconceptions
from grader.class_report.pseudonyms import FILE as PSEUDONYMS
from grader.class_report.pseudonyms import pseudonyms
from grader.class_report.scores import PARTS, Scores, scores_of
from grader.kit.errors import KitError
from grader.report.lessons import place_of

FILE, FILE_WITH_NAMES = "class.html", "class-with-names.html"


@dataclass(frozen=True)
class Section:
    """What the page says of one exercise; ``alike`` is None where nothing was kept to compare."""

    slug: str
    title: str
    scores: Scores
    figure: Markup
    checks: list[Failing]
    misconceptions: list[Misconception]
    alike: Alike | None


def write_class_report(folder: Path, exercises: list[Exercise], *, names: bool = False) -> Path:
    """Write the page on the batch in ``folder`` and return its path; students have pseudonyms unless ``names``.

    Raises KitError when there is no batch, or nothing has been graded yet.
    """
    batch = Batch.of(folder, any_kit=True)
    results = with_overrides(folder, read_results(folder).values(), exercises)
    if not results:
        raise KitError(f"The batch in {folder} has no result yet. Let `grader batch` grade something first.")
    students = {result.student for result in results}
    called = {} if names else pseudonyms(folder, students)
    # Whose results were removed is forgotten here as well.
    shapes = [shape for shape in read_shapes(folder) if shape.student in students]
    text = _page(batch, results, shapes, exercises, called)
    file = folder / (FILE_WITH_NAMES if names else FILE)
    draft = file.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, file)
    return file


def _page(
    batch: Batch, results: list[Result], shapes: list[Shape], exercises: list[Exercise], called: dict[str, str]
) -> str:
    def who(student: str) -> str:
        return called.get(student, student)

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["coded"] = _coded
    template = environment.from_string(Path(__file__).with_name("class.html").read_text(encoding="utf-8"))
    waiting = sorted(needs_a_person(results), key=lambda one: (who(one[0].student), one[0].exercise))
    return template.render(
        batch=batch,
        count=len(results),
        students=len({result.student for result in results}),
        sections=_sections(results, shapes, exercises),
        titles={exercise.slug: f"{exercise.number} {exercise.title}" for exercise in exercises},
        attention=waiting,
        pseudonymous=bool(called),
        pseudonyms=PSEUDONYMS,
        who=who,
        order=_ordering(who),
        parts=PARTS,
        in_words=in_words,
        place=place_of,
    )


def _coded(text: str) -> Markup:
    """Return ``text`` with what stands between backticks as code."""
    pieces = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if number % 2 and number < len(pieces) - 1 else escape(piece)
        for number, piece in enumerate(pieces)
    )


def _ordering(who: Callable[[str], str]) -> Callable[[Any], Any]:
    """Return what puts students in the order of what the page calls them: any other order would tell who they are."""

    def order(students: Sequence[str] | Pair) -> list[Any]:
        if isinstance(students, Pair):
            return sorted(zip(map(who, students.students), students.lines, strict=True))
        return sorted(map(who, students))

    return order


def _sections(results: list[Result], shapes: list[Shape], exercises: list[Exercise]) -> list[Section]:
    known = {exercise.slug: exercise for exercise in exercises}
    found = []
    for slug in sorted({result.exercise for result in results if result.exercise}):
        of_it = [result for result in results if result.exercise == slug]
        points = max(float(result.report["max_score"]) for result in of_it)
        exercise = known.get(slug)
        title = f"{exercise.number} {exercise.title}" if exercise else slug
        scores = scores_of(of_it, exercise.points if exercise else points)
        figure = Markup(histogram(scores, f"{title}: distribution of points", f"points-{slug}"))  # it escapes its texts
        shape = _alike([one for one in shapes if one.exercise == slug], exercise)
        found.append(Section(slug, title, scores, figure, failing_checks(of_it), misconceptions(of_it), shape))
    return found


def _alike(shapes: list[Shape], exercise: Exercise | None) -> Alike | None:
    stub = marks_of(exercise.stub.read_text(encoding="utf-8")) if exercise else ()
    return alike(shapes, stub) if shapes else None
