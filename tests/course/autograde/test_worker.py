"""The program that grades beside nbgrader ends with whoever started it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

from grader.batch import Batch
from grader.course.autograde.worker import end_with
from grader.kit.paths import Kit
from tests.course.autograde.damage import SLUG

COMMAND = [sys.executable, "-m", "grader.course.autograde.worker"]


def test_it_tells_each_result(source_kit: Kit, tmp_path: Path) -> None:
    """One line each, and nothing else, on standard output."""
    Batch.begin(tmp_path / "batch", seed=3)
    file = tmp_path / f"{SLUG}.py"
    file.write_text("def (", encoding="utf-8")
    answers = [{"student": "ada", "exercise": SLUG, "path": str(file), "lms_id": "", "fault": ""}]
    job = json.dumps({"folder": str(tmp_path / "batch"), "answers": answers})

    with subprocess.Popen(
        COMMAND,
        cwd=source_kit.root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.write(job + "\n")
        process.stdin.flush()
        (told,) = [json.loads(line) for line in process.stdout]
        assert process.wait() == 0

    assert (told["result"]["student"], told["result"]["report"]["status"]) == ("ada", "invalid")
    assert told["result"]["report"]["seed"] == 3


def test_without_its_leash_it_ends() -> None:
    """Whoever held the other end of the pipe is gone, killed or not: somebody calls a halt."""
    ended = threading.Event()
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE, text=True) as gone:
        assert gone.stdout
        end_with(gone.stdout, ended.set)

    assert ended.is_set()
