"""What is said of a server that does not answer."""

from __future__ import annotations

import os
import time
from pathlib import Path

from grader.isolation.ask import PATIENCE
from grader.isolation.silence import AT_ONCE, PROCESS, note_process, patience_in, silence_in


def test_it_is_named_with_the_command_that_ends_it(tmp_path: Path) -> None:
    """The number is the one that was noted last."""
    note_process(tmp_path, 11)
    note_process(tmp_path, 12)

    assert silence_in(tmp_path).message == "The warm server (process 12) does not answer. End it with: kill -9 12"


def test_one_whose_number_is_not_known(tmp_path: Path) -> None:
    """An older kit noted none; no other number is told in its place."""
    assert silence_in(tmp_path).message == "The warm server does not answer."
    (tmp_path / PROCESS).write_text("soon\n", encoding="ascii")
    assert silence_in(tmp_path).message == "The warm server does not answer."


def test_a_young_server_may_still_be_importing(tmp_path: Path) -> None:
    """It gets all the time of a start, also where the clock was set back; an old one must answer soon."""
    assert patience_in(tmp_path) == PATIENCE
    note_process(tmp_path, 12)
    assert PATIENCE - 60 < patience_in(tmp_path) <= PATIENCE

    for age, patience in ((PATIENCE, AT_ONCE), (-1000, PATIENCE)):
        then = time.time() - age
        os.utime(tmp_path / PROCESS, (then, then))
        assert patience_in(tmp_path) == patience
