"""The recorded files of a page: what was printed, the history, for each figure a picture and a table, the bundle."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

from grader.recording.bundle import bundle
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
        recordings[script.stem] = record(script, tfds_dir, plan.arguments_of(script))
    folder = recorded / plan.page
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for script in plan.scripts:
        _write_run(folder, script, how_made(script, plan.arguments_of(script)), recordings[script.stem])
    draw_page(plan, recorded)


def figure_files(plan: Plan, histories: dict[str, dict[str, list[float]]]) -> dict[str, str]:
    """Return the pictures, tables and bundle of ``plan`` by file name, made from the histories of its scripts."""
    made = {script.stem: how_made(script, plan.arguments_of(script)) for script in plan.scripts}
    files = {}
    for figure in plan.figures:
        numbers = histories[figure.script]
        files[f"{figure.name}.svg"] = draw(figure, numbers, made[figure.script])
        files[f"{figure.name}.table.txt"] = table(figure, numbers)
    if plan.bundle:
        files[plan.bundle] = bundle({name: (made[name], histories[name]) for name in sorted(histories)})
    return files


def histories_of(folder: Path) -> dict[str, dict[str, list[float]]]:
    """Return the recorded histories of a page, by the name of their script."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))["history"] for path in folder.glob("*.json")}


def draw_page(plan: Plan, recorded: Path) -> None:
    """Draw the figures of ``plan`` again from what was recorded, without running anything."""
    folder = recorded / plan.page
    for name, text in figure_files(plan, histories_of(folder)).items():
        _write(folder / name, text)


def _write_run(folder: Path, script: Path, made: str, recording: Recording) -> None:
    head = textwrap.fill(made, _WIDTH, initial_indent="# ", subsequent_indent="# ")
    _write(folder / f"{script.stem}.txt", f"{head}\n\n{recording.printed}\n")
    if recording.history:
        lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(values)}" for key, values in recording.history.items())
        _write(folder / f"{script.stem}.json", f'{{\n "made": {json.dumps(made)},\n "history": {{\n{lines}\n }}\n}}\n')


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
