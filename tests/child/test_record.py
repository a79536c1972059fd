"""The planned end of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

DYING = """
import os
from pathlib import Path
from grader.child.channel import Channel
from grader.child.record import Record
try:
    Record(Channel(1, b"key"), lambda: None, Path(".")).die({"epoch": 3})
except BaseException:
    os.write(1, b"caught")
finally:
    os.write(1, b"finally")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_nothing_runs_after_a_death() -> None:
    """The moment is told, then the system ends the process: no handler, no finally."""
    environment = dict(os.environ, TF_CPP_MIN_LOG_LEVEL="3")

    ended = subprocess.run([sys.executable, "-c", DYING], capture_output=True, env=environment)

    assert ended.returncode == -signal.SIGKILL
    seal, _, line = ended.stdout.partition(b" ")
    assert (len(seal), line) == (16, b'{"event": "dying", "moment": {"epoch": 3}}\n')


def test_a_merciful_record_kills_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a person watches, an exception stands for the death; whoever catches it dies of the same one again."""
    from grader.child.channel import Channel
    from grader.child.record import Killed, Record

    record = Record(Channel(os.open(os.devnull, os.O_WRONLY), b"key"), lambda: None, tmp_path, merciful=True)

    for moment in ({"epoch": 3}, {"epoch": 4}):
        with pytest.raises(Killed) as raised:
            record.die(moment)
        assert raised.value.moment == {"epoch": 3}
    assert capsys.readouterr().out.count("killed here") == 1


def test_files_and_empty_folders_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that holds something is none that is empty, and no folder is asked itself: it may be closed to us."""
    from grader.child.channel import Channel
    from grader.child.record import Record

    for folder in ("logs/train", "closed"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "logs" / "a.txt").touch()
    told = {}
    record = Record(Channel(os.open(os.devnull, os.O_WRONLY), b"key"), lambda: None, tmp_path)
    monkeypatch.setattr(record, "send", lambda event, name, value: told.update({name: value}))
    monkeypatch.delattr(Path, "iterdir")

    record.list_files()

    assert told == {"files": ["logs/a.txt"], "empty_folders": ["closed", "logs/train"]}
