"""One set of stand-ins for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.standins import StandIns, prepare


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with stand-ins that were made for this session."""
    folder = tmp_path_factory.mktemp("state") / "standins"
    prepare(folder, lambda sentence: None)
    return folder


@pytest.fixture(scope="session")
def place(root: Path) -> StandIns:
    """Return where the parts of the stand-ins lie."""
    return prepare(root, lambda sentence: None)
