"""An order drawn from a seed, the same on the page (`site/assets/quiz.js`), in the terminal, today and tomorrow.

Each question and each option has a rank that depends on the seed and on its own name only. So the order of the others
stays when a question is added, and asking about one topic keeps the order that the whole bank has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from grader.quiz.bank import Bank, Question

_WORD = 0xFFFFFFFF
MAX_SEED = 999_999


def shuffled(bank: Bank, seed: int) -> Bank:
    """Return the bank with its questions, and the options of each, in the order of ``seed``."""
    places = {question.id: question for question in bank.questions}
    return replace(bank, questions=tuple(_shuffled(places[name], seed) for name in _in_order(places, f"{seed}")))


def _shuffled(question: Question, seed: int) -> Question:
    places = {option.id: option for option in question.options}
    order = _in_order(places, f"{seed}:{question.id}")
    return replace(question, options=tuple(places[name] for name in order))


def _in_order(names: Iterable[str], salt: str) -> list[str]:
    return sorted(names, key=lambda name: (rank(f"{salt}:{name}"), name))


def rank(text: str) -> int:
    """Return a number of 32 bits that looks random: FNV-1a over the bytes, then the mixing of MurmurHash3."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & _WORD
    value = (value ^ value >> 16) * 0x85EBCA6B & _WORD
    value = (value ^ value >> 13) * 0xC2B2AE35 & _WORD
    return value ^ value >> 16
