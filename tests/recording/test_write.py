from __future__ import annotations

from pathlib import Path

import pytest

from grader.recording.plan import Plan, plans
from grader.recording.write import draw_page, histories_of, write_page


@pytest.fixture
def plan(lessons: Path, tmp_path: Path) -> Plan:
    """Return the plan of a page that was just recorded, in a folder where an old file lay."""
    (lessons / "recorded" / "page").mkdir(parents=True)
    (lessons / "recorded" / "page" / "old.svg").write_text("old", encoding="utf-8")
    (plan,) = plans(lessons)
    write_page(plan, lessons / "recorded", tmp_path / "tfds", lambda sentence: None)
    return plan


def test_a_page_gets_its_files_and_no_others(plan: Plan, lessons: Path) -> None:
    """Output, history, picture and table are there; what an earlier recording left is gone."""
    names = {path.name for path in (lessons / "recorded" / "page").iterdir()}

    assert names == {"first.txt", "first.json", "losses.svg", "losses.table.txt"}


def test_an_output_begins_with_how_it_was_made(plan: Plan, lessons: Path) -> None:
    """Comment lines come first, short enough for a page, and then what the script printed."""
    head, _, printed = (lessons / "recorded" / "page" / "first.txt").read_text(encoding="utf-8").partition("\n\n")

    assert printed == "hello [] True\n"
    assert all(line.startswith("# ") and len(line) <= 96 for line in head.splitlines())


def test_figures_can_be_drawn_again_without_running(plan: Plan, lessons: Path) -> None:
    """From the recorded history comes the same picture, byte for byte."""
    folder = lessons / "recorded" / "page"
    before = (folder / "losses.svg").read_bytes()
    (folder / "losses.svg").unlink()

    draw_page(plan, lessons / "recorded")

    assert (folder / "losses.svg").read_bytes() == before
    assert histories_of(folder) == {"first": {"loss": [0.5, 0.123457], "val_loss": [0.6, 0.7]}}


def test_arguments_and_bundle_reach_what_is_written(lessons: Path, tmp_path: Path) -> None:
    """The script is given its arguments, the recording says so, and the bundle holds the history."""
    folder = lessons / "code" / "page"
    (folder / "second.py").write_text("import sys\nprint(sys.argv[1:])\n", encoding="utf-8")
    text = (folder / "recorded.toml").read_text(encoding="utf-8").replace('["first"]', '["first", "second"]', 1)
    (folder / "recorded.toml").write_text(
        f'bundle = "all.js"\n{text}\n[arguments]\nsecond = ["every"]\n', encoding="utf-8"
    )
    (plan,) = plans(lessons)

    write_page(plan, lessons / "recorded", tmp_path / "tfds", lambda sentence: None)

    written = lessons / "recorded" / "page"
    head, _, printed = (written / "second.txt").read_text(encoding="utf-8").partition("\n\n")
    assert printed == "['every']\n"
    assert "code/page/second.py every (" in head.replace("\n# ", " ")
    assert "[0.5,0.123457]" in (written / "all.js").read_text(encoding="utf-8")
