"""A page with one script and one figure, small enough to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.recording.plan import Curve, Figure, Panel

SCRIPT = """
import json, os
from pathlib import Path

print("hello", sorted(os.listdir(".")), os.environ["TFDS_DATA_DIR"].endswith("tfds"))
Path("history.json").write_text(json.dumps({"loss": [0.5, 0.123456789], "val_loss": [0.6, 0.7]}))
"""
PLAN = """
scripts = ["first"]

[[figure]]
name = "losses"
script = "first"
title = "Two losses & one title"
description = "One line falls, the other one rises."

[[figure.panel]]
label = "loss"
curves = {loss = "training", val_loss = "validation"}
"""


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    """Return a folder ``lessons`` with the code of one page, `page`."""
    folder = tmp_path / "lessons" / "code" / "page"
    folder.mkdir(parents=True)
    (folder / "first.py").write_text(SCRIPT, encoding="utf-8")
    (folder / "recorded.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path / "lessons"


@pytest.fixture
def figure() -> Figure:
    """Return a figure with two panels."""
    upper = Panel("loss", (Curve("loss", "training"), Curve("val_loss", "validation")))
    lower = Panel("rate", (Curve("rate", "rate"),), "steps")
    return Figure("losses", "first", "Losses & rate", "What it shows.", (upper, lower))
