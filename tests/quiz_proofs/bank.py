"""The question bank as its proofs read it: plain data, and which of its options are said to be correct."""

from __future__ import annotations

import copy
import functools
from pathlib import Path
from typing import Any

import yaml

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
Bank = dict[str, Any]
Key = dict[tuple[str, str], bool]


@functools.cache
def read_bank() -> Bank:
    """Return the bank that lies beside the lessons."""
    return yaml.safe_load((LESSONS / "quiz.yml").read_text(encoding="utf-8"))


def options_of(bank: Bank) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return each option with its question."""
    return [(question, option) for question in bank["questions"] for option in question["options"]]


def key_of(bank: Bank) -> Key:
    """Return for (question, option) whether ``bank`` says that it is correct."""
    return {(question["id"], option["id"]): option["correct"] for question, option in options_of(bank)}


def flipped(bank: Bank, question: str, option: str) -> Bank:
    """Return a copy of ``bank`` that says the opposite about one option."""
    other = copy.deepcopy(bank)
    for asked, offered in options_of(other):
        if (asked["id"], offered["id"]) == (question, option):
            offered["correct"] = not offered["correct"]
    return other
