"""The answers that a learner gave in the terminal, by bank and question id, in ``.grader/quiz.json``."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from grader.kit.paths import Kit
from grader.quiz.bank import Bank
from grader.quiz.score import score

# Raise this when an older kit could no longer make sense of the file.
FORMAT_VERSION = 1
Answers = dict[str, list[str]]


def read_answers(kit: Kit, bank: Bank) -> Answers:
    """Return the options of each question that were ticked last; nothing when the file is absent or not readable."""
    return _read(kit).get(bank.name, {})


def keep_answers(kit: Kit, bank: Bank, answers: Mapping[str, list[str]]) -> str | None:
    """Keep ``answers`` beside those to other questions and banks; return why that failed, or None."""
    path = _path(kit)
    banks = _read(kit)
    banks[bank.name] = banks.get(bank.name, {}) | dict(answers)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        text = json.dumps({"format_version": FORMAT_VERSION, "banks": banks}, indent=2, sort_keys=True)
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        return f"Your answers cannot be kept in {path}: {error.strerror or error}."
    return None


def not_fully_right(bank: Bank, answers: Mapping[str, list[str]]) -> Bank:
    """Return the questions whose last answer was worth less than the full point."""
    return bank.only([one.id for one in bank.questions if one.id in answers and score(one, answers[one.id]) < 1])


def _path(kit: Kit) -> Path:
    return kit.state / "quiz.json"


def _read(kit: Kit) -> dict[str, Answers]:
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        table = json.loads(_path(kit).read_text(encoding="utf-8"))
        if table["format_version"] == FORMAT_VERSION:
            return {
                str(bank): {str(name): [str(one) for one in ticked] for name, ticked in answers.items()}
                for bank, answers in table["banks"].items()
            }
    return {}
