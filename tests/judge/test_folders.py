"""Expectations about what a run wrote."""

from __future__ import annotations

import pytest

from grader.evidence import Run
from grader.judge import Unmet
from grader.judge.folders import expect_event_files, expect_files_below, expect_nothing_written


def test_files_outside_are_named() -> None:
    """A file beside the folders, or in one that only begins alike, is a stray."""
    run = Run("one", {}, values={"files": ["logs/train/x", "logs2/y", "z"]})

    with pytest.raises(Unmet, match=r"seen: logs2/y, z"):
        expect_files_below(run, "logs")
    expect_files_below(Run("one", {}, values={"files": ["logs/train/x"], "empty_folders": ["logs/validation"]}), "logs")


def test_any_file_is_one_too_many() -> None:
    """Where nothing is to be written, the first file that was is named; without one nothing is said."""
    with pytest.raises(Unmet, match=r"expected: `train` writes no file\nseen: notes\.txt"):
        expect_nothing_written(Run("one", {}, values={"files": ["notes.txt"]}), "`train`")
    with pytest.raises(Unmet, match=r"seen: logs/"):
        expect_nothing_written(Run("one", {}, values={"files": [], "empty_folders": ["logs"]}), "`train`")
    expect_nothing_written(Run("one", {}, values={"files": []}), "`train`")


def test_event_files_of_every_epoch() -> None:
    """The folder must be the right one, below the right place, with a value for each epoch."""
    logs = {"runs/train": [0, 1, 2], "runs/validation": [0, 1]}

    expect_event_files(logs, "runs", 3)
    for arguments in (("runs", 4), ("runs", 3, "validation"), ("elsewhere", 3)):
        with pytest.raises(Unmet):
            expect_event_files(logs, *arguments)
