"""The tables of `make bench`, with commands that do nothing in place of those that take their time."""

from __future__ import annotations

import sys

import pytest

from grader.catalogue import all_exercises
from grader.kit.paths import Kit
from tests.bench import bench_check

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of Windows are not files")


def test_every_exercise_is_compared_with_a_cold_pytest(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each has a table whose ratios are to a cold pytest that imports TensorFlow."""
    monkeypatch.setattr(bench_check, "REPEATS", 1)
    monkeypatch.setattr(bench_check, "GRADER", ["sh", "-c", "printf '\\342\\234\\223' >&2"])
    monkeypatch.setattr(bench_check, "PYTEST", ["true"])

    bench_check._each_exercise(kit)

    tables = capsys.readouterr().out.strip().split("\n\n")
    assert [table.splitlines()[0] for table in tables] == [one.slug for one in all_exercises(kit)]
    for table in tables:
        _, cold, alone, first, whole = table.splitlines()
        assert "cold pytest that imports TensorFlow" in cold
        assert cold.endswith("x  1.00")
        assert ["no-server" in alone, "first verdict" in first, "whole warm check" in whole] == [True] * 3
