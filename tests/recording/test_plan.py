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


def test_a_plan_may_give_arguments_and_ask_for_a_bundle(lessons: Path) -> None:
    """A script is recorded with its arguments; without any, there are none, and no bundle."""
    folder = lessons / "code" / "page"
    bare = read_plan(folder)
    (folder / "recorded.toml").write_text(
        'scripts = ["first"]\nbundle = "all.js"\n[arguments]\nfirst = ["every"]', encoding="utf-8"
    )

    plan = read_plan(folder)

    assert (plan.arguments_of(plan.scripts[0]), plan.bundle) == (("every",), "all.js")
    assert (bare.arguments_of(bare.scripts[0]), bare.bundle) == ((), None)
