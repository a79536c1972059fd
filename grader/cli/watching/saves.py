"""When the learner's file was saved: by file events, and by a look every second where events do not arrive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import watchfiles

from grader.cli.watching.events import Post, Saved
from grader.kit.digest import digest_of

DEBOUNCE_MS = 200  # some editors write a file in several steps
LOOK_MS = 1000


class Saves:
    """Posts Saved whenever the content of ``file`` has changed; ``follow`` turns it to another file."""

    def __init__(self, folder: Path, file: Path, post: Post) -> None:
        self._folder, self._post = folder, post
        self._stop = threading.Event()
        self.follow(file)
        threading.Thread(target=self._watch, daemon=True).start()

    def follow(self, file: Path) -> None:
        """Take ``file`` as it is now for seen."""
        self._file, self._seen = file, digest_of(file)

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()

    def look(self) -> None:
        """Post Saved when the content is another one than at the last look."""
        file, digest = self._file, digest_of(self._file)
        if digest != self._seen and file == self._file:
            self._seen = digest
            self._post(Saved())

    def _watch(self) -> None:
        for _ in self._moments():
            self.look()

    def _moments(self) -> Iterator[object]:
        """Yield when it may be worth a look."""
        try:
            yield from watchfiles.watch(
                self._folder,
                watch_filter=None,
                debounce=DEBOUNCE_MS,
                rust_timeout=LOOK_MS,
                yield_on_timeout=True,
                stop_event=self._stop,
                raise_interrupt=False,
            )
        except (OSError, RuntimeError):  # this system has no more watches to give
            while not self._stop.wait(LOOK_MS / 1000):
                yield None
