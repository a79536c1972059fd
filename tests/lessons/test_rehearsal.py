"""The drawing on the page of EarlyStopping against the table beside it and what Keras does."""

from __future__ import annotations

import os
import runpy
from typing import Any

import pytest

from tests.lessons.reference_pages import FOLDER, pages

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
SCRIPT = FOLDER.parent / "code" / "reference" / "rehearsal.py"


@pytest.fixture(scope="module")
def rehearsal() -> dict[str, Any]:
    """Return what the script defines; it is run without leaving a compiled copy beside the pages."""
    return runpy.run_path(str(SCRIPT))


def test_it_shows_the_table_beside_it(rehearsal: dict[str, Any]) -> None:
    """The drawing is made from the values and the patience of the first table of the page."""
    timeline = pages()["early-stopping"].timelines[0]

    assert [float(cells[1]) for cells in timeline.rows] == rehearsal["VALUES"]
    assert timeline.settings["patience"] == rehearsal["PATIENCE"]


def test_the_drawing_is_up_to_date(rehearsal: dict[str, Any]) -> None:
    """The stored drawing is the one that the script draws now, with the real callback."""
    steps, stopped = rehearsal["rehearse"](rehearsal["VALUES"], rehearsal["PATIENCE"])

    drawn = rehearsal["draw"](rehearsal["VALUES"], steps, stopped)

    assert drawn == (FOLDER / "early-stopping.svg").read_text(encoding="utf-8"), f"run {SCRIPT.name} and keep its file"
