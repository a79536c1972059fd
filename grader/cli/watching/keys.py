"""Keys as they are pressed; on a dumb terminal, and where there is none, the first letter of each line."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator

from grader.cli.watching.events import Post, Pressed


@contextlib.contextmanager
def pressed_keys(post: Post) -> Iterator[None]:
    """Post every key while the block runs; the terminal is as before afterwards."""
    with _single_keys() if takes_single_keys() else contextlib.nullcontext(_first_letters) as read:
        threading.Thread(target=_post_all, args=(read, post), daemon=True).start()
        yield


def takes_single_keys() -> bool:
    """Tell whether a key arrives when it is pressed, without Enter."""
    return _is_terminal() and os.environ.get("TERM") != "dumb"


def _is_terminal() -> bool:
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # it was closed
        return False


def _post_all(read: object, post: Post) -> None:
    assert callable(read)
    for key in read():
        post(Pressed(key))


def _first_letters() -> Iterator[str]:
    if sys.stdin is not None:
        with contextlib.suppress(OSError, ValueError):
            for line in sys.stdin:
                yield line.strip()[:1].lower()


if sys.platform == "win32":

    @contextlib.contextmanager
    def _single_keys() -> Iterator[object]:
        yield _typed

    def _typed() -> Iterator[str]:
        import msvcrt

        while True:
            yield msvcrt.getwch().lower()

else:

    @contextlib.contextmanager
    def _single_keys() -> Iterator[object]:
        import termios
        import tty

        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal)  # Ctrl-C still interrupts
            yield _typed
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def _typed() -> Iterator[str]:
        with contextlib.suppress(OSError):  # the terminal went away
            while key := os.read(sys.stdin.fileno(), 1):
                yield key.decode("ascii", "replace").lower()
