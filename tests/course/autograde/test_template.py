"""What nbgrader keeps of a released notebook becomes its cells again."""

from __future__ import annotations

from typing import Any

import pytest
from nbgrader.api import MissingEntry

from grader.course.autograde.template import template_of
from grader.kit.paths import Kit
from tests.course.autograde.damage import SLUG, released
from tests.course.conftest import ASSIGNMENT


def test_the_cells_come_back(gradebook: Any, source_kit: Kit) -> None:
    """In the order of the notebook, with the marks that nbgrader looks for, ready to be filled."""
    cells = [cell.filled() for cell in template_of(gradebook, ASSIGNMENT, SLUG)]

    originals = released(source_kit)["cells"]
    for cell in originals:
        cell.pop("attachments", None)  # nbgrader keeps no pictures
    assert cells == originals


def test_an_answer_is_filled_in(gradebook: Any) -> None:
    """The text changes, the marks stay."""
    answer = template_of(gradebook, ASSIGNMENT, SLUG)[2]

    assert answer.filled("x = 1\n")["source"] == "x = 1"
    assert answer.filled("x = 1\n")["metadata"] == answer.filled()["metadata"]


def test_a_notebook_that_was_not_released(gradebook: Any) -> None:
    """Nbgrader's own error tells that it is not there."""
    with pytest.raises(MissingEntry):
        template_of(gradebook, ASSIGNMENT, "other")
