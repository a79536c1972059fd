"""What a scenario writes evidence with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras

from grader.child.channel import Channel


class Record:
    """The evidence of one run, as it happens.

    ``folder`` is the run's own working directory. ``watch_weights`` makes the probes note a digest of the model's
    weights before and after the learner's callbacks.
    """

    def __init__(self, channel: Channel, settle: Callable[[], None], folder: Path) -> None:
        self._channel, self._settle = channel, settle
        self._watched: list[Path] = []
        self.folder = folder
        self.watch_weights = False

    def start(self, training_seed: int) -> None:
        """Make the run independent of the runs before it."""
        keras.utils.clear_session(free_memory=False)
        keras.utils.set_random_seed(training_seed)

    def send(self, event: str, **fields: Any) -> None:
        """Write an event after everything that was printed before it."""
        self._settle()
        self._channel.send(event, **fields)

    def value(self, name: str, value: Any) -> None:
        """Note a value that the judge will look at."""
        self.send("value", name=name, value=value)

    def watch(self, path: Path) -> None:
        """Note the digest of the file at ``path`` after every epoch from now on."""
        self._watched.append(path)

    def look_at_files(self, epoch: int) -> None:
        """Write the digests of the watched files."""
        for path in self._watched:
            self.send("file", path=path.name, digest=digest_of(path), at=epoch)

    def list_files(self) -> None:
        """Write the names of all files below the working directory."""
        files = sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())
        self.send("value", name="files", value=files[:500])


def digest_of(path: Path) -> str | None:
    """Return a digest of the file's content, or None when there is no such file."""
    if not path.is_file():
        return None
    return hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()
