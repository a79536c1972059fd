"""What a scenario writes evidence with."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import keras

from grader.child import left_out, operation_kernels
from grader.child.channel import Channel

# Windows has no signals; there this ends a process at once as well.
DEADLY = getattr(signal, "SIGKILL", signal.SIGTERM)


class Killed(BaseException):
    """Stands for the death of the process where a person watches: ``moment`` is when it would have been killed."""

    def __init__(self, moment: dict[str, Any]) -> None:
        super().__init__(moment)
        self.moment = moment


class Record:
    """The evidence of one run, as it happens.

    ``folder`` is the run's own working directory. ``watch_weights`` makes the probes note a digest of the model's
    weights before and after the learner's callbacks. A ``merciful`` record has nobody killed.
    """

    def __init__(self, channel: Channel, settle: Callable[[], None], folder: Path, *, merciful: bool = False) -> None:
        self._channel, self._settle, self._merciful = channel, settle, merciful
        self._watched: list[Path] = []
        self._death: Killed | None = None
        self.folder = folder
        self.watch_weights = False

    def start(self, training_seed: int) -> None:
        """Make the run independent of the runs before it."""
        with operation_kernels.kept():
            keras.utils.clear_session(free_memory=False)
            keras.utils.set_random_seed(training_seed)
        left_out.remind()

    def send(self, event: str, **fields: Any) -> None:
        """Write an event after everything that was printed before it."""
        self._settle()
        self._channel.send(event, **fields)

    def value(self, name: str, value: Any) -> None:
        """Note a value that the judge will look at."""
        self.send("value", name=name, value=value)

    def die(self, moment: dict[str, Any]) -> NoReturn:
        """Announce the death of this process, which its case has planned, and have the system kill it at once."""
        if self._merciful:
            if self._death is None:
                print(f"--- killed here: {moment} ---")
            self._death = self._death or Killed(moment)  # code that catches everything may have gone on after the first
            raise self._death
        self.send("dying", moment=moment)
        while True:
            os.kill(os.getpid(), DEADLY)

    def watch(self, path: Path) -> None:
        """Note the digest of the file at ``path`` after every epoch from now on."""
        self._watched.append(path)

    def look_at_files(self, epoch: int) -> None:
        """Write the digests of the watched files."""
        for path in self._watched:
            self.send("file", path=path.name, digest=digest_of(path), at=epoch)

    def list_files(self) -> None:
        """Write the names of all files below the working directory, and of the folders with nothing in them."""
        found = sorted(self.folder.rglob("*"))
        files = [path for path in found if path.is_file()]
        # What is closed to us holds nothing that we could name: to ask the folder itself would end the run.
        holding = {path.parent for path in found}
        empty = [path for path in found if path not in holding and path.is_dir() and not path.is_symlink()]
        for name, paths in (("files", files), ("empty_folders", empty)):
            self.send("value", name=name, value=[str(path.relative_to(self.folder)) for path in paths[:500]])


def digest_of(path: Path) -> str | None:
    """Return a digest of the file's content, or None when there is no such file."""
    if not path.is_file():
        return None
    return hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()
