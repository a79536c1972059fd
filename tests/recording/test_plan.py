from __future__ import annotations

from pathlib import Path

import pytest

from grader.kit.errors import KitError
from grader.recording.plan import Curve, plans, read_plan


def test_a_plan_names_scripts_and_figures(lessons: Path) -> None:
    """The scripts are files of the folder, and a figure knows its curves in order."""
    (plan,) = plans(lessons)

    assert plan.page == "page"
    assert [script.name for script in plan.scripts] == ["first.py"]
    assert plan.figures[0].panels[0].curves == (Curve("loss", "training"), Curve("val_loss", "validation"))


def test_a_missing_script_is_named(lessons: Path) -> None:
    """A plan that names a script which is not there says which one."""
    folder = lessons / "code" / "page"
    (folder / "recorded.toml").write_text('scripts = ["first", "second"]', encoding="utf-8")

    with pytest.raises(KitError, match=r"names second\.py, which is not in that folder"):
        read_plan(folder)
