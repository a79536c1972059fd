"""A process that imports Keras once and runs each page or file of code in a child of its own.

Jobs come as JSON lines on standard input: the path to run, and an empty folder. Results leave as JSON lines on standard
output, in the order in which they end. This process never runs an operation of TensorFlow
itself: forking after an import works, forking after an operation hangs. Where forking is not to be trusted, each job
gets a fresh process, which takes longer.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import types
from collections import deque
from pathlib import Path

from grader.isolation.environment import run_environment
from tests.lessons.fences import parse

FORKS = sys.platform == "linux"
SECONDS = 300  # a page takes a few; this is for one that hangs
WORKERS = max(2, (os.cpu_count() or 2) // 2)

Job = dict[str, str]


def main() -> None:
    """Run all jobs, several at once where children are forked."""
    jobs = [json.loads(line) for line in sys.stdin]
    if FORKS:
        import grader.child.preload  # noqa: F401  # what every child then finds in memory

        _forked(deque(jobs))
    else:
        for job in jobs:
            _tell(job, time.monotonic(), _fresh(job))


def _forked(jobs: deque[Job]) -> None:
    running: dict[int, tuple[Job, float]] = {}
    while jobs or running:
        while jobs and len(running) < WORKERS:
            job = jobs.popleft()
            if (pid := os.fork()) == 0:
                signal.alarm(SECONDS)
                os._exit(work(job))
            running[pid] = (job, time.monotonic())
        pid, status = os.wait()
        _tell(*running.pop(pid), os.waitstatus_to_exitcode(status))


def _fresh(job: Job) -> int:
    command = [sys.executable, "-m", "tests.lessons.host", "--one"]
    try:
        return subprocess.run(command, input=json.dumps(job), text=True, timeout=SECONDS, check=False).returncode
    except subprocess.TimeoutExpired:
        return -signal.SIGALRM if hasattr(signal, "SIGALRM") else -14


def _tell(job: Job, began: float, code: int) -> None:
    """Report a job that ended with exit code ``code``, or minus the signal that killed it."""
    output = (Path(job["folder"]) / "output.txt").read_text(encoding="utf-8", errors="replace")
    seconds = time.monotonic() - began
    print(json.dumps({"path": job["path"], "code": code, "seconds": seconds, "output": output}), flush=True)


def work(job: Job) -> int:
    """Run one job in this process, in an empty folder, with its output in a file; return 0 when all went well."""
    output = os.open(Path(job["folder"]) / "output.txt", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    folder = Path(job["folder"]) / "work"
    folder.mkdir()
    os.chdir(folder)
    os.environ.update(run_environment(folder, None, "cpu"))
    tempfile.tempdir = None  # it was looked up before this job had a folder of its own
    try:
        run(Path(job["path"]))
    except BaseException as error:
        if isinstance(error, SystemExit) and not error.code:
            return 0
        _show(error, job["path"])
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def run(path: Path) -> None:
    """Run the fences of a page, or a file of code, as the main module of this process."""
    if path.suffix == ".py":
        sys.path.insert(0, str(path.parent))
        sys.argv = [str(path)]
        runpy.run_path(str(path), run_name="__main__")
        return
    document = parse(path.read_text(encoding="utf-8"), str(path))
    # A module of its own, so that classes of the page can be pickled, and saved with a model.
    page = types.ModuleType("__main__")
    sys.modules["__main__"] = page
    document.namespace = page.__dict__
    for example in document:
        example.evaluate()


def _show(error: BaseException, path: str) -> None:
    """Print the traceback from the page's own lines on: what stands above them is this file."""
    trace = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename != path:
        trace = trace.tb_next
    traceback.print_exception(type(error), error, trace or error.__traceback__)


if __name__ == "__main__":
    if "--one" in sys.argv:
        sys.exit(work(json.loads(sys.stdin.readline())))
    main()
