"""The clock around imports."""

from __future__ import annotations

import importlib
import itertools
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.bench.lazy_imports import Clock


def test_each_import_is_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls and statements are seen, an import within an import is part of it, and what is there already costs nothing."""
    (tmp_path / "bench_outer.py").write_text("import bench_inner\n", encoding="utf-8")
    (tmp_path / "bench_inner.py").write_text("import json\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    machinery: Any = sys.modules["_frozen_importlib"]
    begun: list[str] = []

    def load(name: str, *arguments: Any, original: Any = machinery._find_and_load) -> Any:
        begun.append(name)
        return original(name, *arguments)

    clock = Clock(load)
    monkeypatch.setattr(time, "perf_counter", itertools.count().__next__)
    monkeypatch.setattr(machinery, "_find_and_load", clock)

    importlib.import_module("bench_outer")

    assert begun == ["bench_outer", "bench_inner"]
    assert clock.seconds == 2  # from the first look at the watch to the third; the second one is that of bench_inner
