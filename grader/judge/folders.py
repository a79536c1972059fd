"""Expectations about what a run wrote: nothing outside its folders, and event files for TensorBoard."""

from __future__ import annotations

from grader.evidence import Run
from grader.judge.expect import expect


def expect_files_below(run: Run, *folders: str) -> None:
    """Raise Unmet unless every file that ``run`` wrote lies below one of ``folders``."""
    strays = [file for file in run.values["files"] if not file.startswith(tuple(f"{folder}/" for folder in folders))]
    expect(
        not strays,
        expected=f"files below {' and '.join(folders)} only",
        seen=", ".join(strays[:3]),
        why="The caller says where files go, so that two trainings do not mix theirs.",
    )


def expect_nothing_written(run: Run, what: str) -> None:
    """Raise Unmet if ``what`` left a file behind in ``run``."""
    files = run.values["files"]
    expect(
        not files,
        expected=f"{what} writes no file",
        seen=", ".join(files[:3]),
        why="Nobody asked for a file, and the next call would overwrite it.",
    )


def expect_event_files(logs: dict[str, list[int]], log_dir: str, epochs: int, part: str = "train") -> None:
    """Raise Unmet unless a folder ``part`` below ``log_dir`` holds values of epochs 0 to ``epochs - 1``.

    ``logs`` maps each folder with event files to the epochs of its epoch-wise values.
    """
    inside = {folder: found for folder, found in logs.items() if f"{folder}/".startswith(f"{log_dir}/")}
    found = [steps for folder, steps in inside.items() if folder.endswith(part)]
    places = ", ".join(logs) or "none"
    expect(
        list(range(epochs)) in found,
        expected=f"event files in `{log_dir}/{part}` with the values of {epochs} epochs",
        seen=f"values of {len(found[0])} epochs there"
        if found
        else f"no event files there (folders with some: {places})",
        why="TensorBoard draws one curve for training and one for validation from the files in these folders.",
    )
