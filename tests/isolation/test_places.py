"""What a submission may see and change."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grader.isolation import places
from grader.isolation.places import places_of
from grader.kit.paths import Kit


def _inside(path: Path, places: list[str]) -> bool:
    return any(path.is_relative_to(place) for place in places)


def test_the_kit_is_closed_but_for_what_runs(source_kit: Kit, tmp_path: Path) -> None:
    """Scenarios, Python and the data can be read; solutions, stubs and the judge cannot."""
    scenarios = source_kit.exercises / "02_detect_overfitting" / "scenarios.py"
    data = source_kit.state / "standins" / "tfds"

    readable = places_of(tmp_path / "run", scenarios, data, "cpu", examined=[tmp_path / "examined"], continued=[])[
        "readable"
    ]

    for path in (scenarios, Path(sys.executable), data / "cats_vs_dogs", tmp_path / "examined" / "file"):
        assert _inside(path, readable), path
    closed = [source_kit.solutions, scenarios.with_name("stub.py"), source_kit.root / "grader" / "judge", Path.home()]
    for path in closed:
        assert not _inside(path, readable), path


def test_an_environment_around_the_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the kit lies inside what Python needs, or is the same folder, what may hold solutions stays closed."""
    kit = tmp_path / "opt" / "kit"
    hidden = [kit / "solutions" / "02" / "solution.py", kit / ".git" / "objects" / "pack", kit / "build" / "x.py"]
    for file in (tmp_path / "lib/python/site.py", tmp_path / "opt/tool", kit / "grader" / "cli.py", *hidden):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    for prefix in (tmp_path, kit):
        monkeypatch.setattr(places, "_python", lambda prefix=prefix: [str(prefix)])

        readable = places_of(
            tmp_path / "run", kit / "exercises" / "02" / "scenarios.py", None, "cpu", examined=[], continued=[]
        )["readable"]

        assert _inside(kit / "grader" / "cli.py", readable)
        assert _inside(tmp_path / "lib" / "python" / "site.py", readable) == (prefix == tmp_path)
        for file in hidden:
            assert not any(file.is_relative_to(place) for place in readable), file


def test_only_the_own_folder_can_be_changed(source_kit: Kit, tmp_path: Path) -> None:
    """It, a folder that is gone on with, and devices that hold nothing; a GPU opens its own devices and nothing else."""
    writable = places_of(tmp_path / "run", source_kit.root, None, "cpu", examined=[], continued=[tmp_path / "before"])[
        "writable"
    ]

    folders = [place for place in writable if not place.startswith("/dev/")]
    assert folders == [str(tmp_path / "run"), str(tmp_path / "before")]
    assert not set(places_of(tmp_path, tmp_path, None, "gpu", examined=[], continued=[])["writable"]) & {"/dev", "/"}
