"""What the schema of the bank asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.quiz.schema import faults, read_schema
from tests.quiz.made import document

OPTION = {"id": "a", "text": "x", "correct": True, "why": "Because it is so, as everybody can see there."}


@pytest.fixture(scope="module")
def schema(source_kit: Kit) -> dict[str, Any]:
    """Return the schema of the kit."""
    return read_schema(source_kit.root / "lessons" / "quiz.schema.json")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"id": "Not Kebab"}, "`id` is `Not Kebab`, which is not of the form "),
        (
            {"options": [OPTION | {"why": "Short."}, OPTION | {"id": "b"}]},
            "option `a`: `why` has 6 characters, and at least 40",
        ),
        ({"options": [OPTION | {"correct": False}, OPTION | {"id": "b", "correct": False}]}, "`options` "),
    ],
)
def test_a_fault_is_told_with_its_question(schema: dict[str, Any], changes: dict[str, Any], fault: str) -> None:
    """The index of the question comes with a sentence that names key and value; no correct option is a fault too."""
    found = list(faults(document(**changes), schema))

    assert [index for index, _ in found] == [0]
    assert found[0][1].startswith(fault), found


def test_a_sound_bank_has_no_faults(schema: dict[str, Any]) -> None:
    """Nothing is found where nothing is."""
    assert list(faults(document(), schema)) == []


def test_a_value_of_a_list_gets_the_nearest() -> None:
    """Where the schema lists what is allowed, a typo is answered with the nearest."""
    rules = {"properties": {"questions": {"items": {"properties": {"topic": {"enum": ["Hooks", "Saving"]}}}}}}

    assert list(faults(document(topic="Hoks"), rules)) == [
        (0, "`topic` is `Hoks`. Did you mean `Hooks`? Known are: Hooks, Saving")
    ]


def test_a_fault_outside_of_the_questions_has_no_index() -> None:
    """The file as a whole can be at fault."""
    assert [index for index, _ in faults(document(), {"required": ["licence"]})] == [None]


def test_without_a_schema_everything_passes(tmp_path: Path) -> None:
    """A bank can be used where no schema lies."""
    assert read_schema(tmp_path / "none.json") == {}


@pytest.mark.parametrize("content", ["{", '{"type": "no such type"}'])
def test_a_broken_schema_is_told(tmp_path: Path, content: str) -> None:
    """A file that is no schema is not taken for one that allows everything."""
    path = tmp_path / "schema.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(KitError, match="is not a JSON schema"):
        read_schema(path)
