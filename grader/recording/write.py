"""The recorded files of a page: what was printed, the history, and for each figure a picture and a table."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

from grader.recording.curves import draw
from grader.recording.made import how_made
from grader.recording.plan import Plan
from grader.recording.run import Recording, record
from grader.recording.table import table

_WIDTH = 96  # of the first lines of an output, so that a page shows them without scrolling


def write_page(plan: Plan, recorded: Path, tfds_dir: Path, progress: Callable[[str], object]) -> None:
    """Run the scripts of ``plan`` and put what they gave below ``recorded``, in place of what lay there."""
    recordings: dict[str, Recording] = {}
    for script in plan.scripts:
        progress(f"{plan.page}: {script.name} ...")
        recordings[script.stem] = record(script, tfds_dir)
    folder = recorded / plan.page
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for script in plan.scripts:
        _write_run(folder, script, recordings[script.stem])
    draw_page(plan, recorded)


def figure_files(plan: Plan, histories: dict[str, dict[str, list[float]]]) -> dict[str, str]:
    """Return the pictures and tables of ``plan`` by file name, drawn from the histories of its scripts."""
    made = {script.stem: how_made(script) for script in plan.scripts}
    files = {}
    for figure in plan.figures:
        numbers = histories[figure.script]
        files[f"{figure.name}.svg"] = draw(figure, numbers, made[figure.script])
        files[f"{figure.name}.table.txt"] = table(figure, numbers)
    return files


def histories_of(folder: Path) -> dict[str, dict[str, list[float]]]:
    """Return the recorded histories of a page, by the name of their script."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))["history"] for path in folder.glob("*.json")}


def draw_page(plan: Plan, recorded: Path) -> None:
    """Draw the figures of ``plan`` again from what was recorded, without running anything."""
    folder = recorded / plan.page
    for name, text in figure_files(plan, histories_of(folder)).items():
        _write(folder / name, text)


def _write_run(folder: Path, script: Path, recording: Recording) -> None:
    made = how_made(script)
    head = textwrap.fill(made, _WIDTH, initial_indent="# ", subsequent_indent="# ")
    _write(folder / f"{script.stem}.txt", f"{head}\n\n{recording.printed}\n")
    if recording.history:
        content = {"made": made, "history": recording.history}
        _write(folder / f"{script.stem}.json", json.dumps(content, indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
