"""Reading a bank with all that it includes, and all its faults at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.quiz.bank import Bank
from grader.quiz.read import bank_of, read_bank
from tests.quiz.made import document, write

NO_SCHEMA = Path("no such file")


def test_the_bank_of_the_lessons_is_sound(lesson_bank: Bank) -> None:
    """It has twenty questions or more, and no two of the same id."""
    ids = [question.id for question in lesson_bank.questions]

    assert len(ids) >= 20
    assert len(set(ids)) == len(ids)


def test_a_question_is_read_whole(sample: Bank) -> None:
    """Every field arrives where it belongs."""
    question = sample.questions[2]

    assert (question.topic, question.objective) == ("Early stopping", "Tell what EarlyStopping takes.")
    assert question.stem == "Which of these are arguments of `EarlyStopping`?"
    assert question.correct == {"a", "b", "d"}
    assert question.options[2].text == "`factor`"
    assert question.options[2].why.startswith("That one belongs to ReduceLROnPlateau")
    assert question.reference == "reference/early-stopping#patience"


def test_other_files_are_included(tmp_path: Path) -> None:
    """Their questions follow, each file counts once, and a circle is no trap."""
    (tmp_path / "more").mkdir()
    write(tmp_path / "more" / "b.yml", document(id="second") | {"include": ["../a.yml"]})
    path = write(tmp_path / "a.yml", document(id="first") | {"include": ["more/b.yml", "more/../more/b.yml"]})

    bank = read_bank(path, NO_SCHEMA)

    assert [question.id for question in bank.questions] == ["first", "second"]
    assert [file.name for file in bank.files] == ["a.yml", "b.yml"]


def test_all_faults_come_at_once(tmp_path: Path, source_kit: Kit) -> None:
    """Each is told with its file and question: those of the shape, those of the schema, and missing files."""
    first = document(id="first", topik="x")
    first["questions"].append(document(id="second")["questions"][0] | {"reference": "Not A Page"})
    path = write(tmp_path / "a.yml", first | {"include": ["gone.yml"]})

    with pytest.raises(KitError) as caught:
        bank_of(source_kit, path)

    lines = caught.value.message.splitlines()
    assert lines[0] == "The question bank cannot be used; 3 things to mend:"
    assert f"{tmp_path / 'gone.yml'} cannot be read" in lines[1]
    assert lines[2] == f"  {path}, question `first`: `topik` is not known here. Did you mean `topic`?"
    assert lines[3].startswith(f"  {path}, question `second`: `reference` is `Not A Page`")


def test_an_id_may_not_stand_twice(tmp_path: Path) -> None:
    """Not even in two files: answers are kept by it."""
    write(tmp_path / "b.yml", document(id="same"))
    path = write(tmp_path / "a.yml", document(id="same") | {"include": ["b.yml"]})

    with pytest.raises(KitError, match=r"one thing to mend:\n.*question `same`: another question has the same id"):
        read_bank(path, NO_SCHEMA)


def test_a_private_bank_needs_no_proof(tmp_path: Path, source_kit: Kit) -> None:
    """A bank elsewhere, without proofs, is held against the same schema."""
    assert len(bank_of(source_kit, write(tmp_path / "mine.yml", document())).questions) == 1
