"""The drawing on the page of EarlyStopping against the table beside it and what Keras does."""

from __future__ import annotations

import importlib.util
import os
from types import ModuleType

import pytest

from tests.lessons.reference_pages import FOLDER, pages

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
SCRIPT = FOLDER.parent / "code" / "reference" / "rehearsal.py"


@pytest.fixture(scope="module")
def rehearsal() -> ModuleType:
    """Return the script as a module."""
    spec = importlib.util.spec_from_file_location("rehearsal", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_shows_the_table_beside_it(rehearsal: ModuleType) -> None:
    """The drawing is made from the values and the patience of the first table of the page."""
    timeline = pages()["early-stopping"].timelines[0]

    assert [float(cells[1]) for cells in timeline.rows] == rehearsal.VALUES
    assert timeline.settings["patience"] == rehearsal.PATIENCE


def test_the_drawing_is_up_to_date(rehearsal: ModuleType) -> None:
    """The stored drawing is the one that the script draws now, with the real callback."""
    drawn = rehearsal.draw(rehearsal.VALUES, *rehearsal.rehearse(rehearsal.VALUES, rehearsal.PATIENCE))

    assert drawn == (FOLDER / "early-stopping.svg").read_text(encoding="utf-8"), f"run {SCRIPT.name} and keep its file"
