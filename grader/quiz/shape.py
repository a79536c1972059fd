"""What must hold before a bank can be used at all; each fault becomes a sentence, and all are found at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grader.kit.nearest import did_you_mean
from grader.quiz.document import kind

FORMAT_VERSION = 1
_DOCUMENT = {"format_version": int, "title": str, "include": list, "questions": list}
_QUESTION = {"id": str, "topic": str, "objective": str, "stem": str, "options": list, "reference": str, "proof": str}
_OPTION = {"id": str, "text": str, "correct": bool, "why": str}
_MAY_BE_ABSENT = {"title", "include", "questions", "proof"}
_NAMES = {str: "a text", bool: "true or false", int: "a number", list: "a list"}


def faults_of_document(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a file as a whole."""
    yield from _keys(document, _DOCUMENT)
    version = document.get("format_version")
    if isinstance(version, int) and version != FORMAT_VERSION:
        yield f"`format_version` is {version}, and this kit reads {FORMAT_VERSION}"
    if not document.get("questions") and not document.get("include"):
        yield "there are neither `questions` nor files to `include`"
    for name in _list(document, "include"):
        if not isinstance(name, str):
            yield f"`include` names files, and one entry is {kind(name)}"


def faults_of_question(question: Any) -> Iterator[str]:
    """Yield what is wrong with one question."""
    if not isinstance(question, dict):
        yield f"a question is a table of keys, and this is {kind(question)}"
        return
    yield from _keys(question, _QUESTION)
    options = _list(question, "options")
    for place, option in enumerate(options, 1):
        for fault in _faults_of_option(option):
            yield f"{name_of(option, 'option', place)}: {fault}"
    named = [one for one in options if isinstance(one, dict)]
    yield from (f"two options are called `{name}`" for name in twice([one.get("id") for one in named]))
    yield from (f"two options have the text `{text.strip()}`" for text in twice([one.get("text") for one in named]))
    if options and not any(one.get("correct") is True for one in named):
        yield "no option is correct; at least one must be, since a score is shared out among the correct ones"
    if "options" in question and len(options) < 2:
        yield f"a question needs at least 2 options, and this one has {len(options)}"


def name_of(entry: Any, what: str, place: int) -> str:
    """Return how a message calls an entry: by its id, or by its place when it has none."""
    name = entry.get("id") if isinstance(entry, dict) else None
    return f"{what} `{name}`" if isinstance(name, str) and name else f"{what} number {place}"


def twice(names: list[Any]) -> list[str]:
    """Return the texts that stand more than once in ``names``, each once."""
    texts = [name for name in names if isinstance(name, str)]
    return [name for name in dict.fromkeys(texts) if texts.count(name) > 1]


def _faults_of_option(option: Any) -> Iterator[str]:
    if isinstance(option, dict):
        yield from _keys(option, _OPTION)
    else:
        yield f"an option is a table of keys, and this is {kind(option)}"


def _keys(table: Mapping[str, Any], known: Mapping[str, type]) -> Iterator[str]:
    for key in table:
        if key not in known:
            yield f"`{key}` is not known here.{did_you_mean(str(key), known)}"
    for key, wanted in known.items():
        if key not in table:
            if key not in _MAY_BE_ABSENT:
                yield f"`{key}` is missing"
        # In Python a bool is an int, so compare the types themselves.
        elif type(table[key]) is not wanted:
            yield f"`{key}` must be {_NAMES[wanted]}, and is {kind(table[key])}"
        elif wanted is str and not table[key].strip():
            yield f"`{key}` is empty"


def _list(table: Mapping[str, Any], key: str) -> list[Any]:
    value = table.get(key)
    return value if isinstance(value, list) else []
