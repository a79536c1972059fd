"""The program that grades an assignment beside nbgrader: `python -m grader.course.autograde.worker`.

It reads one line of JSON from its standard input ({"folder", "answers"}: the batch, and what to grade of it) and writes
one for each thing to tell: {"say": sentence} or {"result": fields of a Result}. It ends with its standard input, and so
with whoever started it, however that ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import IO, Any

from grader.batch import Batch, HandedIn, grade_batch
from grader.batch.local import Local
from grader.catalogue import all_exercises
from grader.judge import Engine
from grader.kit.paths import find_kit

STOPPED = 130


def main() -> int:
    """Grade what standard input asks for, and return the exit code."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as told:
        os.dup2(2, 1)  # nothing but answers goes to whoever reads them
        signal.signal(signal.SIGTERM, _stop)
        try:
            job = json.loads(sys.stdin.readline())
            threading.Thread(target=end_with, args=(sys.stdin, _interrupt), daemon=True).start()
            _grade(job, lambda **words: print(json.dumps(words), file=told, flush=True))
        except (KeyboardInterrupt, BrokenPipeError):
            return STOPPED
    return 0


def _grade(job: dict[str, Any], tell: Callable[..., None]) -> None:
    kit, folder = find_kit(), Path(job["folder"])
    waiting = [HandedIn(**one | {"path": Path(one["path"])}) for one in job["answers"]]
    with Engine(kit, progress=lambda sentence: tell(say=sentence)) as engine:
        graders = Local(all_exercises(kit), engine)
        grade_batch(Batch.of(folder), folder, waiting, graders, lambda result: tell(result=result.__dict__))


def end_with(stream: IO[str], end: Callable[[], None]) -> None:
    """Call ``end`` as soon as ``stream`` has ended: nobody is left who holds its other end."""
    stream.read()
    end()


def _interrupt() -> None:
    # The main thread waits for a lock, which only a signal of its own interrupts.
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGTERM)
    else:
        main_thread = threading.main_thread().ident
        assert main_thread is not None
        signal.pthread_kill(main_thread, signal.SIGTERM)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
