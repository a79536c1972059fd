"""Whatever happened to the cells of a notebook, the cells of the course come out, with what the student wrote."""

from __future__ import annotations

from typing import Any

import pytest

from grader.catalogue import find_exercise
from grader.course.autograde.mend import Mended, mend
from grader.course.autograde.task import answer_in
from grader.kit.paths import Kit
from tests.course.autograde.damage import (
    DAMAGE,
    SLUG,
    Notebook,
    answered,
    cell_of,
    released,
    template_from,
)

ANSWER = "import keras\n\n\nclass DetectOverfittingCallback(keras.callbacks.Callback):\n    pass\n"
NAMES = ("statement", "setup", "answer", "check", "explain")


@pytest.fixture
def notebook(source_kit: Kit) -> Notebook:
    """Return a notebook as it was released."""
    return released(source_kit)


def mended(source: Notebook, handed_in: list[Any]) -> Mended:
    """Mend cells that were handed in of ``source``."""
    return mend(handed_in, template_from(source), ["DetectOverfittingCallback"])


def _names(cells: list[dict[str, Any]]) -> list[str]:
    return [cell["metadata"]["nbgrader"]["grade_id"] for cell in cells if "nbgrader" in cell["metadata"]]


def test_nothing_amiss(notebook: Notebook) -> None:
    """A notebook that is as it should be stays so, without a word."""
    result = mended(notebook, answered(notebook, ANSWER)["cells"])

    assert _names(result.cells) == list(NAMES)
    assert answer_in(result.cells).strip() == ANSWER.strip()
    assert result.notes == []


@pytest.mark.parametrize("kind", DAMAGE)
def test_every_damage_is_mended(notebook: Notebook, kind: str) -> None:
    """Names, order, kinds, points and locked text are those of the course; the answer is the student's."""
    handed_in = answered(notebook, ANSWER)
    DAMAGE[kind](handed_in)

    result = mended(notebook, handed_in["cells"])

    assert _names(result.cells) == list(NAMES)
    for name in ("statement", "setup", "check"):
        one, original = cell_of({"cells": result.cells}, name), cell_of(notebook, name)
        assert (one["source"], one["cell_type"]) == (original["source"], original["cell_type"])
        assert one["metadata"]["nbgrader"] == original["metadata"]["nbgrader"]
        assert not one.get("outputs")
    assert "class DetectOverfittingCallback" in answer_in(result.cells)
    compile(answer_in(result.cells), "answer", "exec")
    assert cell_of({"cells": result.cells}, "explain")["cell_type"] == "markdown"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("duplicated", "The cell `answer` was there 2 times; the last one that was changed counts."),
        ("duplicated", "The cell `check` was there 3 times"),
        ("deleted", "The cell `check` was missing; it has been put back."),
        ("reordered", "The cells were in another order."),
        ("retyped", "The cell `answer` had become a markdown cell; it counts as code."),
        ("renamed", "The cell `answer` had lost its name"),
        ("unmarked", "The cell `answer` had lost its name"),
        ("richer", "The points of `check` were changed to 1000; 10 count."),
        ("with_extras", "The cell `check` was changed, which only its author may do"),
        ("outdated", "Its metadata was of another version of nbgrader"),
    ],
)
def test_each_damage_is_told(notebook: Notebook, kind: str, words: str) -> None:
    """A sentence says what was amiss and what counts now."""
    handed_in = answered(notebook, ANSWER)
    DAMAGE[kind](handed_in)

    assert words in " ".join(mended(notebook, handed_in["cells"]).notes)


def test_the_changed_copy_counts(notebook: Notebook) -> None:
    """Of two answer cells the pristine one is never taken, wherever it stands; the other changed one stays to be read."""
    first, second, pristine = (answered(notebook, f"{ANSWER}x = {n}\n")["cells"][2] for n in (1, 2, 3))
    pristine["source"] = cell_of(notebook, "answer")["source"]

    result = mended(notebook, [first, second, pristine])

    assert "x = 2" in answer_in(result.cells)
    assert [cell["source"] for cell in result.cells if not cell["metadata"]] == [first["source"]]


def test_own_cells_stay_where_they_were(notebook: Notebook) -> None:
    """They are kept for a person to read, cannot count, and lose what they showed."""
    handed_in = answered(notebook, ANSWER)
    DAMAGE["with_extras"](handed_in)

    cells = mended(notebook, handed_in["cells"]).cells
    own = [(number, cell) for number, cell in enumerate(cells) if not cell["metadata"]]

    assert [(number, cell["source"]) for number, cell in own] == [(3, "My notes"), (6, "10.0")]
    assert own[1][1]["outputs"] == []


def test_an_answer_in_a_cell_of_ones_own(notebook: Notebook) -> None:
    """Where the answer cell is gone, all cells that define what is asked for stand for it, once."""
    handed_in = answered(notebook, ANSWER)["cells"]
    plain = [{"cell_type": "code", "source": text} for text in ("y = 1", f"{ANSWER}x = 1", "%time\n" + ANSWER)]

    result = mended(notebook, [*handed_in[:2], *plain, *handed_in[3:]])

    assert answer_in(result.cells).count("class DetectOverfittingCallback") == 2
    assert [cell["source"] for cell in result.cells if not cell["metadata"]] == ["y = 1"]


def test_nothing_there(notebook: Notebook, source_kit: Kit) -> None:
    """What is not there counts as not written: the stub stands in its place, and one sentence says so."""
    result = mended(notebook, [])

    assert find_exercise(source_kit, SLUG).is_untouched(answer_in(result.cells))
    assert result.found_nothing
    assert len(result.notes) == 1


@pytest.mark.parametrize(
    "cell",
    [
        {},
        {"cell_type": ["code"], "metadata": None, "source": None},
        {"cell_type": "code", "metadata": {"nbgrader": [1]}, "source": 5},
        {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": ["answer"]}}, "source": ["def ("]},
        {"cell_type": "markdown", "metadata": {"nbgrader": {"grade_id": "explain"}}, "attachments": {"a": 1}},
        {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "answer", "points": "NaN"}}, "source": "\0"},
        {"cell_type": "raw", "metadata": {}, "source": "x" * 200_000},
    ],
)
def test_strange_cells(notebook: Notebook, cell: dict[str, Any]) -> None:
    """Nothing in a cell, whatever its kind, makes mending fail or its result unreadable for nbgrader."""
    import nbformat

    result = mended(notebook, [cell])

    assert _names(result.cells) == list(NAMES)
    document = {"cells": result.cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    nbformat.validate(nbformat.from_dict(document))
    assert all(len(one["source"]) < 110_000 for one in result.cells)


def test_pictures_stay(notebook: Notebook) -> None:
    """A picture in an explanation is part of it."""
    handed_in = answered(notebook, ANSWER)
    cell_of(handed_in, "explain")["attachments"] = {"curve.png": {"image/png": "iVBORw0KGgo="}}

    result = mended(notebook, handed_in["cells"])

    assert cell_of({"cells": result.cells}, "explain")["attachments"] == {"curve.png": {"image/png": "iVBORw0KGgo="}}


def _answers(notebook: Notebook, *texts: str) -> list[Any]:
    """Return the cells as handed in, the answer cell once for each of ``texts``, as an editor splits or copies it."""
    cells = answered(notebook, ANSWER)["cells"]
    place = next(index for index, cell in enumerate(cells) if cell["metadata"]["nbgrader"]["grade_id"] == "answer")
    copies = [cells[place] | {"id": f"copy-{number}", "source": text} for number, text in enumerate(texts)]
    return [*cells[:place], *copies, *cells[place + 1 :]]


def test_a_split_answer_is_put_together(notebook: Notebook) -> None:
    """Editors copy the name of a cell when they split it: both halves are the answer."""
    first, _, second = ANSWER.partition("\n\n\n")

    result = mended(notebook, _answers(notebook, first, second))

    assert answer_in(result.cells).split() == ANSWER.split()
    assert "The cell `answer` was there 2 times; its parts were put together." in result.notes


@pytest.mark.parametrize("other", ["def build_model():\n    pass\n\nimport keras\n", "class Broken(\n"])
def test_of_copies_the_one_counts_that_answers(notebook: Notebook, other: str) -> None:
    """The answer of another exercise, or a draft that is no Python, which stands below, does not take its place."""
    result = mended(notebook, _answers(notebook, ANSWER, other))

    assert answer_in(result.cells).strip() == ANSWER.strip()
    assert "the last one that was changed counts" in " ".join(result.notes)
