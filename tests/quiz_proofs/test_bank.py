"""The question bank: its form, and the habits that keep a quiz from giving its answers away."""

from __future__ import annotations

import copy
import json
import statistics
from collections import Counter
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.quiz_proofs.bank import LESSONS, Bank, options_of, read_bank

SCHEMA = json.loads((LESSONS / "quiz.schema.json").read_text(encoding="utf-8"))
OPTIONS = options_of(read_bank())


def _faults(bank: Bank) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(bank)]


def test_the_schema_is_one() -> None:
    """A mistake in the schema would let everything pass."""
    Draft202012Validator.check_schema(SCHEMA)


def test_the_bank_has_its_form() -> None:
    """Nothing is missing, misspelt or too short."""
    assert _faults(read_bank()) == []


def test_a_bank_may_consist_of_others() -> None:
    """A bank that only includes others needs no questions of its own; one without either is none."""
    assert _faults({"format_version": 1, "title": "Both", "include": ["quiz.yml", "private/mine.yml"]}) == []
    assert _faults({"format_version": 1, "title": "Neither"}) != []


def test_a_bank_that_is_included_needs_no_title() -> None:
    """The title is that of the bank which includes it."""
    assert _faults({"format_version": 1, "questions": read_bank()["questions"][:1]}) == []


def _broken(change: str) -> Bank:
    bank = copy.deepcopy(read_bank())
    question: dict[str, Any] = bank["questions"][0]
    option: dict[str, Any] = question["options"][0]
    match change:
        case "unknown key":
            option["corect"] = option.pop("correct")
        case "truth in words":
            option["correct"] = "yes"
        case "short reason":
            option["why"] = "Because it is so."
        case "no correct option":
            for one in question["options"]:
                one["correct"] = False
        case "one option":
            del question["options"][1:]
        case "spaces in an id":
            question["id"] = "epoch hooks"
        case "a reference with its ending":
            question["reference"] = "day-27.md"
        case "another version":
            bank["format_version"] = 2
        case "an absolute path":
            bank["include"] = ["/etc/other.yml"]
        case "no stem":
            question["stem"] = " "
    return bank


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("unknown key", "$.questions[0].options[0]"),
        ("truth in words", "$.questions[0].options[0].correct"),
        ("short reason", "$.questions[0].options[0].why"),
        ("no correct option", "$.questions[0].options"),
        ("one option", "$.questions[0].options"),
        ("spaces in an id", "$.questions[0].id"),
        ("a reference with its ending", "$.questions[0].reference"),
        ("another version", "$.format_version"),
        ("an absolute path", "$.include[0]"),
        ("no stem", "$.questions[0].stem"),
    ],
)
def test_a_broken_bank_is_refused_at_the_right_place(change: str, place: str) -> None:
    """The schema notices each kind of mistake where it was made."""
    assert [fault for fault in _faults(_broken(change)) if fault.startswith(f"{place}: ")]


def test_twenty_questions_of_four_options() -> None:
    """All questions of the lesson are there."""
    sizes = [len(question["options"]) for question in read_bank()["questions"]]
    assert sizes == [4] * 20


def test_nothing_is_there_twice() -> None:
    """Ids, stems, objectives, and the texts of a question's options are different from each other."""
    questions = read_bank()["questions"]
    for key in ("id", "stem", "objective"):
        assert len({question[key].casefold() for question in questions}) == len(questions)
    for question in questions:
        assert [option["id"] for option in question["options"]] == ["a", "b", "c", "d"]
        assert len({option["text"].casefold() for option in question["options"]}) == 4


def test_the_number_of_correct_options_tells_nothing() -> None:
    """Questions with one, two and three correct options are all common, and none has no wrong option."""
    counts = Counter(sum(option["correct"] for option in question["options"]) for question in read_bank()["questions"])
    assert set(counts) == {1, 2, 3}
    assert min(counts.values()) >= 3


def test_the_place_of_an_option_tells_nothing() -> None:
    """Each of the four places is correct about as often as the others."""
    places = Counter(option["id"] for _, option in OPTIONS if option["correct"])
    assert max(places.values()) - min(places.values()) <= 2


def test_the_length_of_an_option_tells_nothing() -> None:
    """On average, correct options are not longer than wrong ones, and the longest one of a question is seldom correct."""
    lengths = {
        truth: [len(option["text"]) for _, option in OPTIONS if option["correct"] is truth] for truth in (True, False)
    }
    assert statistics.mean(lengths[True]) <= statistics.mean(lengths[False])
    longest = [
        max(question["options"], key=lambda option: len(option["text"])) for question in read_bank()["questions"]
    ]
    assert sum(option["correct"] for option in longest) <= len(longest) / 2


@pytest.mark.parametrize("words", ["all of the above", "none of the above", "both of the above", "all of these"])
def test_no_option_speaks_of_the_others(words: str) -> None:
    """Outlets show options in any order, and such an option tests reading, not knowledge."""
    assert not [option["text"] for _, option in OPTIONS if words in option["text"].casefold()]


def test_every_reason_is_its_own() -> None:
    """No explanation is used twice, and none only repeats its option."""
    reasons = [option["why"] for _, option in OPTIONS]
    assert len(set(reasons)) == len(reasons)
    assert not [option["why"] for _, option in OPTIONS if option["why"].startswith(option["text"])]


def test_stems_ask() -> None:
    """Each stem ends by asking which of these, since several may be; each objective is one sentence on what to tell or do."""
    for question in read_bank()["questions"]:
        assert "which of these " in question["stem"].casefold() and question["stem"].endswith("?")
        assert question["objective"].split()[0] in {"Tell", "Name", "Choose"}
        assert question["objective"].endswith(".") and question["objective"].count(".") == 1
