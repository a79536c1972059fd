"""Where the kit lies."""

from __future__ import annotations

from pathlib import Path

import pytest

import grader
from grader.kit.errors import KitError
from grader.kit.paths import PACKAGED, ROOT_VARIABLE, Kit, find_kit, user_cache


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


@pytest.mark.parametrize(
    ("system", "variable", "usual"),
    [
        ("linux", "XDG_CACHE_HOME", ".cache"),
        ("darwin", "XDG_CACHE_HOME", "Library/Caches"),
        ("win32", "LOCALAPPDATA", "AppData/Local"),
    ],
)
def test_an_installed_kit_keeps_nothing_in_its_package(tmp_path: Path, system: str, variable: str, usual: str) -> None:
    """What it makes goes where the system keeps such things, apart for each version."""
    end = Path("callbacks-by-doing") / grader.__version__

    assert user_cache({variable: str(tmp_path)}, system) == tmp_path / end
    assert user_cache({}, system) == Path.home() / usual / end
    assert not Kit(PACKAGED).state.is_relative_to(PACKAGED)


def test_a_copy_of_the_repository_keeps_its_own(kit: Kit) -> None:
    """A learner's progress lies beside the exercises."""
    assert kit.state == kit.root / ".grader"
