"""Reading a question bank: one file, those that it includes, and all their faults at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.quiz.bank import Bank, Option, Question
from grader.quiz.document import read_document
from grader.quiz.schema import faults as faults_by_schema
from grader.quiz.schema import read_schema
from grader.quiz.shape import faults_of_document, faults_of_question, name_of, twice


def bank_of(kit: Kit, path: Path | None = None) -> Bank:
    """Return the bank of ``kit``, or that at ``path``; raises KitError with everything that is wrong with it."""
    lessons = kit.root / "lessons"
    return read_bank(path or lessons / "quiz.yml", lessons / "quiz.schema.json")


def read_bank(path: Path, schema: Path) -> Bank:
    """Return the bank at ``path``, whose files agree with ``schema`` where that exists.

    Raises KitError with everything that is wrong.
    """
    documents, faults = _documents(path)
    rules = read_schema(schema)
    for file, document in documents.items():
        faults += [f"{file}, {fault}" for fault in _faults(document, rules)]
    entries = [entry for document in documents.values() for entry in _questions(document)]
    for name in twice([entry.get("id") for entry in entries if isinstance(entry, dict)]):
        faults.append(f"{path}, question `{name}`: another question has the same id; ids must be unique")
    if faults:
        count = "one thing" if len(faults) == 1 else f"{len(faults)} things"
        raise KitError(f"The question bank cannot be used; {count} to mend:\n  " + "\n  ".join(faults))
    title = next((str(one["title"]) for one in documents.values() if "title" in one), path.stem)
    return Bank(title, tuple(_question(entry) for entry in entries), tuple(documents))


def _documents(path: Path) -> tuple[dict[Path, dict[str, Any]], list[str]]:
    """Return the file at ``path`` and all that it includes, each once, and what could not be read."""
    documents: dict[Path, dict[str, Any]] = {}
    faults: list[str] = []
    waiting = [path]
    while waiting:
        file = waiting.pop(0)
        if any(file.resolve() == known.resolve() for known in documents):
            continue
        try:
            documents[file] = read_document(file)
        except KitError as error:
            faults.append(error.message.removesuffix("."))
            continue
        included = documents[file].get("include")
        if isinstance(included, list):
            waiting += [file.parent / name for name in included if isinstance(name, str)]
    return documents, faults


def _faults(document: dict[str, Any], rules: dict[str, Any]) -> Iterator[str]:
    whole = list(faults_of_document(document))
    yield from (f"the file: {fault}" for fault in whole)
    sound: list[tuple[int, Any]] = []
    for place, question in enumerate(_questions(document), 1):
        found = list(faults_of_question(question))
        yield from (f"{name_of(question, 'question', place)}: {fault}" for fault in found)
        if not found:
            sound.append((place, question))
    # The schema looks at what is sound so far: nothing is said twice.
    if sound and not whole:
        for index, fault in faults_by_schema(document | {"questions": [one for _, one in sound]}, rules):
            where = "the file" if index is None else name_of(sound[index][1], "question", sound[index][0])
            yield f"{where}: {fault}"


def _questions(document: dict[str, Any]) -> list[Any]:
    questions = document.get("questions")
    return questions if isinstance(questions, list) else []


def _question(entry: dict[str, Any]) -> Question:
    options = tuple(Option(one["id"], one["text"], one["correct"], one["why"]) for one in entry["options"])
    return Question(entry["id"], entry["topic"], entry["objective"], entry["stem"], options, entry["reference"])
