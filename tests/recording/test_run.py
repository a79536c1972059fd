from __future__ import annotations

from pathlib import Path

import pytest

from grader.kit.errors import KitError
from grader.recording.run import record


def test_a_script_runs_in_an_empty_folder(lessons: Path, tmp_path: Path) -> None:
    """It finds nothing beside it but the stand-ins in its environment; its history is kept, rounded."""
    recording = record(lessons / "code" / "page" / "first.py", tmp_path / "tfds")

    assert recording.printed == "hello [] True"
    assert recording.history == {"loss": [0.5, 0.123457], "val_loss": [0.6, 0.7]}


def test_a_script_without_a_history_has_none(tmp_path: Path) -> None:
    """Only what a script prints is recorded when it writes no history."""
    (tmp_path / "quiet.py").write_text("print('a')\n", encoding="utf-8")

    assert record(tmp_path / "quiet.py", tmp_path).history == {}


def test_the_last_words_of_a_failing_script_are_shown(tmp_path: Path) -> None:
    """A script that raises ends the recording with its file and its error."""
    (tmp_path / "bad.py").write_text("print('a')\n1 / 0\n", encoding="utf-8")

    with pytest.raises(KitError, match=r"bad\.py failed: .*ZeroDivisionError"):
        record(tmp_path / "bad.py", tmp_path)
