"""Expectations about what a run wrote: nothing outside its folders, and event files for TensorBoard."""

from __future__ import annotations

from grader.evidence import Run
from grader.judge.expect import expect


def expect_files_below(run: Run, *folders: str) -> None:
    """Raise Unmet unless everything that ``run`` left behind lies below one of ``folders``."""
    strays = [one for one in _left_by(run) if not one.startswith(tuple(f"{folder}/" for folder in folders))]
    expect(
        not strays,
        expected=f"files below {' and '.join(folders)} only",
        seen=", ".join(strays[:3]),
        why="The caller says where files go, so that two trainings do not mix theirs.",
    )


def expect_nothing_written(run: Run, what: str) -> None:
    """Raise Unmet if ``what`` left a file or a folder behind in ``run``."""
    left = _left_by(run)
    expect(
        not left,
        expected=f"{what} writes no file",
        seen=", ".join(left[:3]),
        why="Nobody asked for a file, and the next call would overwrite it.",
    )


def _left_by(run: Run) -> list[str]:
    """Return the files that ``run`` left, and the folders with nothing in them, each with a slash at its end."""
    return [*run.values["files"], *(f"{folder}/" for folder in run.values.get("empty_folders", ()))]


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
