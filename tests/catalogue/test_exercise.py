"""What exercise.toml says, and how its faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.catalogue import read_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit


def test_reads_a_real_one(kit: Kit) -> None:
    """An exercise knows its names, its points and its files."""
    exercise = read_exercise(kit.exercises / "02_detect_overfitting")

    assert exercise.names == {"DetectOverfittingCallback": "DetectOverfittingCallback(threshold)"}
    assert (exercise.points, exercise.number) == (10, "02")
    assert exercise.suite.is_file()


def test_tells_every_fault_at_once(tmp_path: Path) -> None:
    """Missing, unknown and ill-typed keys are named in one complaint."""
    (tmp_path / "exercise.toml").write_text('title = "x"\npoints = "ten"\ncolour = "red"\n[limits]\nseconds = 1\n')

    with pytest.raises(KitError) as caught:
        read_exercise(tmp_path)

    for part in ("`minutes` is missing", "`colour` is not known", "`points` is 'ten'", "`scenario_seconds`"):
        assert part in caught.value.message


def test_a_file_that_is_not_toml(tmp_path: Path) -> None:
    """A syntax error in the table is told with its place."""
    (tmp_path / "exercise.toml").write_text("title = ")

    with pytest.raises(KitError, match="cannot be read"):
        read_exercise(tmp_path)


def test_untouched_means_the_same_syntax_tree(kit: Kit) -> None:
    """Comments and layout do not make an attempt; a changed statement does."""
    exercise = read_exercise(kit.exercises / "02_detect_overfitting")
    stub = exercise.stub.read_text(encoding="utf-8")

    assert exercise.is_untouched(stub + "\n# a thought\n")
    assert not exercise.is_untouched(stub + "\nx = 1\n")
    assert not exercise.is_untouched("def broken(:")
