"""How much memory a command and all that works for it take at most, each shared page counted once."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

PERIOD = 0.5  # seconds; a reading of a process with TensorFlow takes some milliseconds


class Peak:
    """Watches this process's descendants."""

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(PERIOD):
            self.megabytes = max(self.megabytes, sum(map(_megabytes, self._processes())))

    def _processes(self) -> set[int]:
        parents = {int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
        found, mine = set[int](), {os.getpid()}
        while more := {pid for pid, parent in parents.items() if parent in mine | found} - mine - found:
            found |= more
        return found


def _parent(process: Path) -> int:
    # The second field is a name, which may hold anything, in brackets.
    fields = _read(process / "stat").rpartition(b")")[2].split()
    return int(fields[1]) if fields else 0


def _megabytes(pid: int) -> float:
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # it has ended meanwhile
        return b""
