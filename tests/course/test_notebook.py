"""The notebooks are what nbgrader wants, and become the stubs that the kit knows."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import CheckCellMetadata

import grader
from grader.catalogue import Exercise, all_exercises, find_exercise, read_submission
from grader.course.clear import LeaveStub
from grader.course.notebook import KEY, Wanted, notebook_of, write_notebook
from grader.kit.paths import Kit
from tests.conftest import SOURCE

ALL = all_exercises(SOURCE)


def _released(source: dict[str, object]) -> nbformat.NotebookNode:
    node = nbformat.from_dict(source)
    released, _ = LeaveStub().preprocess(node, {})
    return released


@pytest.mark.parametrize("exercise", ALL, ids=lambda one: one.slug)
def test_the_released_answer_is_the_stub(exercise: Exercise, tmp_path: Path) -> None:
    """`nbgrader generate_assignment` leaves the stub, which the grader then knows as untouched."""
    released = _released(notebook_of(SOURCE, exercise))
    answer = released.cells[2]
    path = tmp_path / "released.ipynb"
    nbformat.write(released, path)

    assert answer.source + "\n" == exercise.stub.read_text(encoding="utf-8")
    assert exercise.is_untouched(read_submission(path).source)


@pytest.mark.parametrize("exercise", ALL, ids=lambda one: one.slug)
def test_nothing_of_the_solution_is_released(exercise: Exercise) -> None:
    """No marker is left in a released notebook, nor the key of the question that a person grades."""
    text = json.dumps(_released(notebook_of(SOURCE, exercise)))

    assert "SOLUTION" not in text
    assert "A good answer names" not in text
    assert "Explain what your run did" in text


def test_without_solutions_the_source_is_the_stub_already(kit: Kit, tmp_path: Path) -> None:
    """A kit without `solutions/` gives the same released notebook."""
    exercise = find_exercise(kit, "02")
    with_solution = _released(notebook_of(kit, exercise))
    kit.solutions.rename(tmp_path / "elsewhere")

    assert _released(notebook_of(kit, exercise)) == with_solution


@pytest.mark.parametrize("exercise", ALL, ids=lambda one: one.slug)
def test_nbgrader_accepts_the_notebook(exercise: Exercise) -> None:
    """Format and metadata are valid, and each cell says of itself what the pipeline needs."""
    node = nbformat.from_dict(notebook_of(SOURCE, exercise))
    nbformat.validate(node)
    MetadataValidator().validate_nb(node)
    CheckCellMetadata().preprocess(node, {})
    marks = {cell.id: cell.metadata.nbgrader for cell in node.cells}

    assert list(marks) == ["statement", "setup", "answer", "check", "explain"]
    assert all(cell.id == cell.metadata.nbgrader.grade_id for cell in node.cells)
    assert [name for name, mark in marks.items() if mark.grade] == ["check", "explain"]
    assert [name for name, mark in marks.items() if mark.solution] == ["answer", "explain"]
    assert [name for name, mark in marks.items() if mark.locked] == ["statement", "setup", "check"]
    assert (marks["check"].points, marks["explain"].points) == (exercise.points, 2)
    assert node.metadata[KEY] == {"exercise": exercise.slug, "kit": grader.__version__}


def test_code_cells_compile(source_kit: Kit) -> None:
    """All that a learner is told to run is Python."""
    for cell in notebook_of(source_kit, find_exercise(source_kit, "02"))["cells"]:
        if cell["cell_type"] == "code":
            compile(cell["source"], cell["id"], "exec")


@pytest.mark.parametrize(("seen", "shown"), [(7.0, 7.0), (12.5, 10.0), (-3.0, 0.0)])
def test_the_check_cell_ends_in_a_number_between_nothing_and_full_points(
    source_kit: Kit, seen: float, shown: float
) -> None:
    """The value of the cell is what nbgrader reads: a number out of range would give full points, or stop the pipeline."""
    source = notebook_of(source_kit, find_exercise(source_kit, "02"))["cells"][3]["source"]

    assert eval(source, {"check": lambda exercise: seen}) == shown


def test_a_course_sets_its_own_points(source_kit: Kit) -> None:
    """Other points than the exercise's own are told to `check`, which scales to them."""
    wanted = Wanted(points=4, explain_points=1, install="kit.whl", lessons="https://example.org")
    notebook = notebook_of(source_kit, find_exercise(source_kit, "02"), wanted)
    given: list[object] = []
    source = notebook["cells"][3]["source"]

    def check(exercise: str, points: float) -> float:
        given.append(points)
        return 99.0

    assert eval(source, {"check": check}) == 4.0
    assert given == [4.0]
    assert [cell["metadata"]["nbgrader"].get("points") for cell in notebook["cells"]][3:] == [4, 1]
    assert "%pip install kit.whl" in notebook["cells"][1]["source"]
    assert 'lessons="https://example.org")' in notebook["cells"][1]["source"]


@pytest.mark.parametrize(
    ("install", "words"), [("kit.whl", "    %pip install kit.whl\n"), ("", "Ask whoever gave you")]
)
def test_a_notebook_without_the_kit_says_what_to_do(
    source_kit: Kit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], install: str, words: str
) -> None:
    """Setup and check cell print one sentence each and raise nothing; no package is named that nobody has promised."""
    monkeypatch.setitem(__import__("sys").modules, "grader.notebook", None)
    cells = notebook_of(source_kit, find_exercise(source_kit, "02"), Wanted(10, install=install))["cells"]
    namespace: dict[str, object] = {}
    exec(cells[1]["source"], namespace)
    score = eval(cells[3]["source"], namespace)

    assert score == 0.0
    said = capsys.readouterr().out
    assert said.count(words) == 2
    assert install or "pip" not in said


def test_writing_makes_the_folder(source_kit: Kit, tmp_path: Path) -> None:
    """The file is what nbformat reads."""
    notebook = notebook_of(source_kit, find_exercise(source_kit, "00"))
    path = tmp_path / "source" / "00" / "00.ipynb"
    write_notebook(path, notebook)

    assert nbformat.read(path, as_version=4).cells[0].source.startswith("# 00")
