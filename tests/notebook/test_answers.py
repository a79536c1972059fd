"""The answer that is graded is the one that ran last, whatever the editor says of its cells."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from grader.notebook.answers import Answers

NAMES = ("train", "Logger")


@dataclass
class Info:
    """What IPython says of a cell that is about to run."""

    raw_cell: str
    cell_id: str | None = None


def _after(*cells: Info, before: tuple[str, ...] = ()) -> Answers:
    answers = Answers(before)
    for cell in cells:
        answers.listen(cell)
    return answers


def test_the_answer_cell_counts_as_it_was_run_last() -> None:
    """Later runs of the cell take the place of earlier ones; other cells do not matter."""
    answers = _after(Info("def train(): 1", "answer"), Info("def train(): 2", "answer"), Info("def train(): 3", "x9"))

    assert answers.find(NAMES) == "def train(): 2"
    assert answers.found_elsewhere(NAMES)


def test_running_other_cells_after_it_is_no_reason_to_warn() -> None:
    """Only a second definition of what the exercise asks for is told."""
    answers = _after(Info("def train(): 1", "answer"), Info("train()\nprint(trained)", "x9"))

    assert not answers.found_elsewhere(NAMES)


@pytest.mark.parametrize("cell", [None, "vscode-notebook-cell:/a.ipynb#W4"])
@pytest.mark.parametrize(
    "source",
    ["def train(model):\n  pass", "async def train(): ...", "class Logger(X):\n  1", "train = 3", "Logger: X = 1"],
)
def test_without_its_name_the_cell_that_defines_is_taken(cell: str | None, source: str) -> None:
    """Editors that name cells in their own way, or not at all, are served by what the cell defines."""
    answers = _after(
        Info("import keras", cell), Info(source, cell), Info("train()", "other"), Info("    def train(", "o")
    )

    assert answers.find(NAMES) == source


def test_an_answer_that_is_not_python_is_found() -> None:
    """A learner whose cell has a syntax error wants to hear of that, not that nothing was run."""
    assert _after(Info("def train(:\n  pass")).find(NAMES) == "def train(:\n  pass"


def test_what_ran_before_the_first_cell_is_known() -> None:
    """A learner may run the answer before the cell that makes `check` ready."""
    assert Answers(["", "def train(): 1"]).find(NAMES) == "def train(): 1"


def test_nothing_run_is_nothing_found() -> None:
    """Names that only begin alike are no answer."""
    assert _after(Info("def training(): 1"), Info("check('00')", "check")).find(NAMES) is None
