"""The statement of an exercise as the first cell of a notebook: what is said of files is said of cells."""

from __future__ import annotations

import base64
import mimetypes
import re
from pathlib import Path
from typing import Any

from grader.catalogue import Exercise
from grader.report.lessons import address_of

_FENCE = re.compile(r"```.*?```", re.DOTALL)
_GRADING = re.compile(r"^## .*[Gg]rade it$", re.MULTILINE)
_HOW = """\
## Grade it

Write your answer in the code cell below and run it. Then run the cell with `check(...)`: it shows what was expected, what
was seen, and why. Repeat as often as you like. Below a failed check you find hints, one after the other."""
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
_LESSON = re.compile(r"`lessons/([\w/-]+)\.md`")
_ELSEWHERE = re.compile(r"^([a-z][a-z+.-]*:|#)")


def statement_of(
    exercise: Exercise, lessons: str | None = None, points: float | None = None
) -> tuple[str, dict[str, Any]]:
    """Return the Markdown of the statement and its pictures, as a notebook attaches them to a cell.

    ``lessons`` is the address of the lessons' site, for links into it; without one, they are named. ``points`` stand in
    place of the exercise's own.
    """
    text = (exercise.folder / "README.md").read_text(encoding="utf-8").strip()
    text = _about_cells(_with_grading(text))
    if points is not None:
        own = rf"(?<=\*\*Points:\*\* ){exercise.points:g}\b|\b{exercise.points:g}(?= points\b)"
        text = re.sub(own, f"{points:g}", text, count=1)
    text = _LINK.sub(lambda found: _link(found, lessons), text)
    if lessons:
        site = lessons
        text = _LESSON.sub(lambda found: f"[{found[1]}]({address_of(found[1], site)})", text)
    return _with_pictures(text, exercise.folder)


def _with_grading(text: str) -> str:
    """Put in place of the commands of a terminal what one does in a notebook; other paragraphs stay."""
    found = _GRADING.search(text)
    if not found:
        return f"{text}\n\n{_HOW}"
    after = text[found.end() :]
    end = re.search(r"^## ", after, re.MULTILINE)
    section, rest = (after[: end.start()], after[end.start() :]) if end else (after, "")
    kept = [part for part in _paragraphs(section) if not _is_for_a_terminal(part)]
    return "\n\n".join([text[: found.start()].strip(), _HOW, *kept, rest]).strip()


def _paragraphs(section: str) -> list[str]:
    """Return the paragraphs of ``section``; one that ends with a colon belongs to the code block after it."""
    parts: list[str] = []
    for part in re.split(r"\n\s*\n", section.strip()):
        if parts and parts[-1].endswith(":") and part.startswith("```"):
            parts[-1] += f"\n\n{part}"
        else:
            parts.append(part)
    return parts


def _is_for_a_terminal(part: str) -> bool:
    code = "".join(_FENCE.findall(part)) if "```" in part else part
    return "grader check" in code or "`grader " in part or "exercises/" in code


def _about_cells(text: str) -> str:
    text = re.sub(r"(^|[.:?!]\s+)`exercise\.py`", r"\1The answer cell", text, flags=re.MULTILINE)
    return text.replace("`exercise.py`", "the answer cell")


def _link(found: re.Match[str], lessons: str | None) -> str:
    words, target = found.groups()
    page, _, anchor = target.partition("#")
    inside = re.search(r"lessons/([\w/-]+)\.md$", page)
    if _ELSEWHERE.match(target):
        return found.group()
    if inside and lessons:
        return f"[{words}]({address_of(f'{inside[1]}#{anchor}' if anchor else inside[1], lessons)})"
    return f"{words} (`{page.removeprefix('../').removeprefix('../')}`)"


def _with_pictures(text: str, folder: Path) -> tuple[str, dict[str, Any]]:
    attached: dict[str, Any] = {}

    def attach(found: re.Match[str]) -> str:
        words, target = found.groups()
        file = folder / target
        if _ELSEWHERE.match(target) or not file.is_file():
            return found.group()
        kind = mimetypes.guess_type(file.name)[0] or "image/png"
        attached[file.name] = {kind: base64.b64encode(file.read_bytes()).decode("ascii")}
        return f"![{words}](attachment:{file.name})"

    return _PICTURE.sub(attach, text), attached
