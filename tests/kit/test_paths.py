"""Where the kit lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.kit.errors import KitError
from grader.kit.paths import ROOT_VARIABLE, Kit, find_kit


def test_found_from_a_folder_inside(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner may stand anywhere inside the kit."""
    monkeypatch.delenv(ROOT_VARIABLE)

    assert find_kit(kit.exercises / "02_detect_overfitting") == kit


def test_found_from_elsewhere_by_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source_kit: Kit) -> None:
    """Outside any kit, the one that is installed is meant."""
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)

    assert find_kit(tmp_path) == source_kit


def test_a_variable_that_names_no_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong setting is named in the complaint."""
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))

    with pytest.raises(KitError, match=f"{ROOT_VARIABLE} names {tmp_path}"):
        find_kit()
