"""`grader export-quiz`: what it writes, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Sized
from pathlib import Path

import pytest

from grader.cli import main
from grader.kit.paths import Kit
from tests.quiz.exports.readers import read_gift, read_moodle, read_qti
from tests.quiz.made import SAMPLE, document, write


@pytest.fixture
def quiz_kit(kit: Kit) -> Kit:
    """Return a kit whose bank is the sample."""
    (kit.root / "lessons").mkdir()
    (kit.root / "lessons" / "quiz.yml").write_bytes(SAMPLE.read_bytes())
    return kit


def test_each_format_is_written_and_told(quiz_kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """How many questions went where, what to do next, and what becomes of the score."""
    readers: dict[str, Callable[[bytes], Sized]] = {"moodle": read_moodle, "gift": read_gift, "qti": read_qti}
    for form, read in readers.items():
        assert main(["export-quiz", form, f"quiz.{form}"]) == 0

        said = capsys.readouterr().out
        assert f"Wrote 4 questions to quiz.{form} (" in said
        assert ("all or nothing" in said) == (form == "qti")
        assert ("the same score there as on the page" in said) == (form != "qti")
        assert len(read((quiz_kit.root / f"quiz.{form}").read_bytes())) == 4


def test_a_private_bank_and_a_topic(quiz_kit: Kit, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Questions of one's own, wherever they lie; and a part of a bank."""
    mine = write(tmp_path / "mine.yml", document())

    assert main(["export-quiz", "gift", "mine.gift", "--bank", str(mine)]) == 0
    assert main(["export-quiz", "gift", "part.gift", "--topic", "hooks"]) == 0

    said = capsys.readouterr().out
    assert "Wrote 1 question to mine.gift" in said
    assert "Wrote 2 questions to part.gift" in said


def test_a_second_export_replaces_the_first(quiz_kit: Kit) -> None:
    """An export is made again whenever the bank has changed; no draft stays behind."""
    (quiz_kit.root / "quiz.xml").write_text("old", encoding="utf-8")

    assert main(["export-quiz", "moodle", "quiz.xml"]) == 0

    assert len(read_moodle((quiz_kit.root / "quiz.xml").read_bytes())) == 4
    assert [path.name for path in quiz_kit.root.glob("*quiz.xml*")] == ["quiz.xml"]


def test_the_bank_is_never_overwritten(quiz_kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip of the argument must not cost the source."""
    assert main(["export-quiz", "gift", "lessons/quiz.yml"]) == 2

    assert "is the question bank itself" in capsys.readouterr().err
    assert (quiz_kit.root / "lessons" / "quiz.yml").read_bytes() == SAMPLE.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gift", "nowhere/quiz.gift"], "nowhere/quiz.gift cannot be written: No such file or directory."),
        (["gifts", "quiz.gift"], "'gifts' is not one of 'moodle', 'gift', 'qti'"),
        (["gift", "quiz.gift", "--bank", "none.yml"], "none.yml cannot be read"),
        (["gift"], "Missing argument"),
    ],
)
def test_faults_are_sentences(
    quiz_kit: Kit, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    """What cannot be done is told, with exit code 2."""
    assert main(["export-quiz", *arguments]) == 2
    assert sentence in capsys.readouterr().err
