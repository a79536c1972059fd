"""A file that was handed in is looked at without an error, whatever it is, and a sentence says why it cannot be graded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalogue import find_exercise
from grader.course.autograde.task import Task, answer_in, task_of
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.course.autograde import damage
from tests.course.autograde.damage import SLUG, Notebook, answered, as_bytes, released, template_from

ANSWER = "class DetectOverfittingCallback:\n    pass"


@pytest.fixture
def notebook(source_kit: Kit) -> Notebook:
    """Return a notebook as it was released."""
    return released(source_kit)


@pytest.fixture
def task(source_kit: Kit, notebook: Notebook) -> Task:
    """Return what was asked for."""
    return Task(find_exercise(source_kit, SLUG), template_from(notebook))


def test_a_notebook(task: Task, notebook: Notebook, tmp_path: Path) -> None:
    """The answer comes out as Python, without what only notebooks understand."""
    handed_in = answered(notebook, ANSWER)
    damage.with_magics(handed_in)
    file = tmp_path / "a.ipynb"
    file.write_bytes(as_bytes(handed_in))

    mended, fault = task.look_at(file)

    assert fault == ""
    assert answer_in(mended.cells) == f"\n\n{ANSWER}\n"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is an empty file"),
        (b" \n", "is an empty file"),
        (b'{"cells": [', "is not a notebook that can be read"),
        (b"\xff\xfe\x00", "is not a notebook that can be read"),
        (b"[" * 100_000, "is not a notebook that can be read"),
        (b'{"cells": {"a": 1}}', "is not a notebook that can be read"),
        (b'{"worksheets": []}', "is not a notebook that can be read"),
    ],
)
def test_no_notebook(task: Task, tmp_path: Path, raw: bytes, words: str) -> None:
    """The sentence says what is wrong; the cells of the course are there all the same, and nothing was mended in them."""
    file = tmp_path / "a.ipynb"
    file.write_bytes(raw)

    mended, fault = task.look_at(file)

    assert words in fault
    assert len(mended.cells) == len(task.template)
    assert mended.notes == []


def test_no_file(task: Task, tmp_path: Path) -> None:
    """A link that leads nowhere and a folder of that name are no error either."""
    (tmp_path / "folder.ipynb").mkdir()

    assert "cannot be read" in task.look_at(tmp_path / "folder.ipynb")[1]
    assert "cannot be read" in task.look_at(tmp_path / "nowhere.ipynb")[1]


def test_too_large(task: Task, tmp_path: Path) -> None:
    """Beyond a limit nothing is even parsed."""
    file = tmp_path / "a.ipynb"
    with file.open("wb") as stream:
        stream.truncate(60_000_001)
        stream.seek(0)
        stream.write(b"{")

    assert "larger than 60 MB" in task.look_at(file)[1]


def test_half_a_character(task: Task, notebook: Notebook, tmp_path: Path) -> None:
    """What no file can hold becomes a question mark, in cells and in notes; whole characters stay."""
    handed_in = answered(notebook, ANSWER)
    damage.half_a_character(handed_in)
    file = tmp_path / "a.ipynb"
    file.write_bytes(as_bytes(handed_in))

    mended, fault = task.look_at(file)

    assert fault == ""
    assert answer_in(mended.cells).endswith("# done ?")
    assert mended.cells[-1]["source"] == "\U0001f600 and ?"
    json.dumps([mended.cells, mended.notes], ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (damage.of_another_exercise, "This is a notebook of 05_brain_tumor, and 02_detect_overfitting was asked for."),
        (damage.of_another_course, "it is of another course"),
    ],
)
def test_another_notebook(
    task: Task, notebook: Notebook, tmp_path: Path, change: Callable[[Notebook], None], words: str
) -> None:
    """What is of another exercise or course is not graded as this one."""
    handed_in = answered(notebook, ANSWER)
    change(handed_in)
    file = tmp_path / "a.ipynb"
    file.write_bytes(as_bytes(handed_in))

    assert words in task.look_at(file)[1]


def test_an_empty_notebook_is_one_that_was_not_begun(task: Task, notebook: Notebook, tmp_path: Path) -> None:
    """Whoever deletes all cells has handed in nothing, which can be graded."""
    damage.without_cells(notebook)
    file = tmp_path / "a.ipynb"
    file.write_bytes(as_bytes(notebook))

    mended, fault = task.look_at(file)

    assert fault == ""
    assert task.exercise.is_untouched(answer_in(mended.cells))


def test_a_notebook_that_the_kit_did_not_make(source_kit: Kit, tmp_path: Path) -> None:
    """The instructor hears that the kit cannot grade it."""
    file = tmp_path / "own.ipynb"
    file.write_text(json.dumps({"cells": [], "metadata": {}}), encoding="utf-8")

    with pytest.raises(KitError, match="was not made by `grader course`"):
        task_of(source_kit, file, None, "week_1")
