"""A report as a card below a cell: HTML that needs no script, in the colours of whatever shows it, and plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import markdown
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from grader.picture import fragment
from grader.report.lessons import address_of, place_of
from grader.report.parts import parts_of
from grader.report.protections import protected_by

_SIGNS = {"passed": "✓", "failed": "✗"}
_WORDS = {"not_run": "not run", "timeout": "out of time", "crashed": "crashed", "harness_error": "fault of the kit"}
READ_ON = "read on"
_CODE = re.compile(r"`([^`\n]+)`")
_STANDING = {
    "not_attempted": "This is still the stub. Look for TODO in the answer cell.",
    "harness_error": "This is a fault of the kit, not of your code, and costs you nothing.",
}


@dataclass(frozen=True)
class Card:
    """What is shown: front ends choose between ``html`` and ``text``."""

    html: str
    text: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Row:
    """One check: a line, and below it what there is to say about a failure."""

    kind: str
    words: str
    details: list[tuple[str, str]]
    open: bool


def sentence(text: str) -> Card:
    """Return a card that says ``text``."""
    return Card(_html(report=None, note=text), text)


def card(report: dict[str, Any], source: str = "", note: str = "", lessons: str | None = None) -> Card:
    """Return the card of ``report``, the JSON of `grader check` with ``title``, ``message``, ``line`` and ``hints`` if known.

    ``source`` is what was graded, for showing the learner's own lines; ``note`` is said before everything else; ``lessons``
    is where the lessons are served.
    """
    lines = source.splitlines()
    rows = _rows(report, lines, lessons)
    points = f"{report['score']:g} of {report['max_score']:g} points"
    heading = f"{report['exercise'][:2]} {report.get('title') or report['exercise'][3:]}: {points}"
    picture = fragment(report.get("picture"), f"picture-{report['exercise'][:2]}")
    remarks = [text for text in (note, report.get("message", ""), _STANDING.get(report["status"], "")) if text]
    if report["status"] == "invalid" and report.get("line"):
        remarks.append(f"Your line: {_line(report['line'], lines)}")
    hints = [] if report["status"] == "passed" else report.get("hints", [])
    html = _html(
        report=report,
        heading=heading,
        remarks=remarks,
        rows=rows,
        looks_like=_looks_like(report.get("diagnosis"), lessons),
        picture=Markup(picture),  # it escapes what a learner wrote
        output="" if report["status"] == "passed" else report["output"],
        hints=[Markup(markdown.markdown(hint, extensions=["fenced_code"])) for hint in hints],
        how=_how(report),
        link=READ_ON if lessons else None,
    )
    return Card(html, _text(heading, [*remarks, *_in_words(report.get("diagnosis"), lessons)], rows, _how(report)))


def _in_words(diagnosis: dict[str, Any] | None, lessons: str | None) -> list[str]:
    if (found := _looks_like(diagnosis, lessons)) is None:
        return []
    told = f"What it looks like: {found['message']} {found['explanation']}"
    asked = [f"  {'quiz':10} {found['question']}"] if found["question"] else []
    return [told, f"  {READ_ON:10} {found['place']}", *asked]


def _looks_like(diagnosis: dict[str, Any] | None, lessons: str | None) -> dict[str, Any] | None:
    """Return the misconception that the answer behaves like, with the place to read on, and a question where there is one."""
    if not diagnosis:
        return None
    lesson = diagnosis["lesson"]
    place = address_of(lesson, lessons) if lessons else place_of(lesson)
    quiz = diagnosis["quiz"]
    return diagnosis | {"place": place, "question": f"grader quiz --question {quiz}" if quiz else None}


def _html(**words: Any) -> str:
    return _template().render(**words)


@cache
def _template() -> Template:
    """Return the card, which takes longer to be read than to be filled."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["code"] = _with_code
    return environment.from_string((files("grader.notebook") / "card.html").read_text(encoding="utf-8"))


def _with_code(text: str) -> Markup:
    """Return ``text`` with what stands between backticks as code; all of it is escaped."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def _rows(report: dict[str, Any], lines: list[str], lessons: str | None) -> list[Row]:
    rows: list[Row] = []
    if report["status"] in ("not_attempted", "invalid"):
        return rows
    for check in report["checks"]:
        status = check["status"]
        kind = status if status in _SIGNS else "other"
        points = f"({check['score']:g} of {check['max_score']:g})"
        words = f"{_SIGNS.get(status, '•')} {_WORDS.get(status, status)}: {check['title']} {points}"
        details = [] if status == "passed" else _details(check, lines, lessons)
        rows.append(Row(kind, words, details, open=bool(details) and not any(row.details for row in rows)))
    return rows


def _details(check: dict[str, Any], lines: list[str], lessons: str | None) -> list[tuple[str, str]]:
    details = parts_of(check["message"])
    if check["line"]:
        details.append(("your line", _line(check["line"], lines)))
    if check["lesson"] and check["status"] == "failed":
        details.append((READ_ON, address_of(check["lesson"], lessons) if lessons else place_of(check["lesson"])))
    return details


def _line(number: int, lines: list[str]) -> str:
    return f"{number}: {lines[number - 1].strip()}" if 0 < number <= len(lines) else str(number)


def _how(report: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in report["versions"].items())
    shields = protected_by(report.get("protections", ()))
    told = f"Seed {report['seed']}{f', {versions}' if versions else ''}. Cases differ from run to run."
    return f"{told} {shields[0].upper()}{shields[1:]}." if shields else told


def _text(heading: str, remarks: list[str], rows: list[Row], how: str) -> str:
    parts = [heading, *remarks]
    for row in rows:
        parts.append(f"  {row.words}")
        for word, text in row.details:
            indented = text.replace("\n", f"\n{' ' * 17}")
            parts.append(f"      {word:10} {indented}")
    return "\n".join([*parts, how])
