"""The pages of the exercises on the site: each shows the statement from its folder, one lists them all."""

from __future__ import annotations

import json
from pathlib import Path

from grader.catalogue import Exercise, all_exercises
from grader.kit.paths import Kit

_PAGE = """\
---
title: "{number} {title}"
description: {quoted}
---

--8<-- "exercises/{slug}/README.md"

!!! tip "The lesson behind it"
    [{words}](../{place})
"""
_INDEX = """\
---
title: Exercises
description: {count} small files to write, each with a grader that says what it expected, what it saw, and why it matters.
---

# Exercises

Each exercise is a folder under `exercises/` in your copy of the kit. The page here is its `README.md`; `exercise.py`
beside it is what you edit. `grader check` grades the one that you are at, and `grader show` draws what your callbacks
did in that run, epoch by epoch, beside what they should have done.

| exercise | minutes | points | what you do |
| --- | ---: | ---: | --- |
{rows}

Take them in any order. The first are small, the last are whole projects, and each says which lesson stands behind it.
"""
_ROW = "| [{number} {title}]({slug}.md) | {minutes} | {points:g} | {goal} |"


def pages_of(kit: Kit) -> dict[Path, str]:
    """Return what the pages of the exercises must hold, by their files."""
    exercises = all_exercises(kit)
    folder = kit.root / "lessons" / "exercises"
    pages = {folder / f"{exercise.slug}.md": _page(exercise) for exercise in exercises}
    return pages | {folder / "index.md": _index(exercises)}


def build_pages(kit: Kit) -> list[Path]:
    """Write the pages that are missing or differ, where the kit has lessons; return their files."""
    if not (kit.root / "lessons").is_dir():
        return []
    changed = [(path, text) for path, text in pages_of(kit).items() if _read(path) != text]
    for path, text in changed:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [path for path, _ in changed]


def _page(exercise: Exercise) -> str:
    page, _, anchor = exercise.lesson.partition("#")
    words = (anchor or page.rpartition("/")[2]).replace("-", " ").capitalize()
    place = f"{page}.md#{anchor}" if anchor else f"{page}.md"
    return _PAGE.format(place=place, words=words, **_words(exercise))


def _index(exercises: list[Exercise]) -> str:
    rows = "\n".join(_ROW.format(**_words(exercise)) for exercise in exercises)
    return _INDEX.format(count=len(exercises), rows=rows)


def _words(exercise: Exercise) -> dict[str, object]:
    names = ("number", "title", "goal", "slug", "minutes", "points")
    # Every JSON string is a YAML string, whatever signs the goal holds.
    quoted = json.dumps(exercise.goal, ensure_ascii=False)
    return {"quoted": quoted} | {name: getattr(exercise, name) for name in names}


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
