"""Whether a terminal can show a sketch, and the sketches that stand beside failed checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.console import Console

from grader.picture.sketch import sketch
from grader.picture.timeline import Picture

_INDENT, _MOST = 6, 2


def sketches(picture: Picture | None, console: Console) -> Callable[[str], Iterable[str]]:
    """Return what gives the sketch for a check by its name: one for each run, and few, for the checks that ask first.

    It gives no lines where the console is no terminal, or lacks the signs.
    """
    able = console.is_terminal and not console.is_dumb_terminal and "utf" in (console.encoding or "").lower()
    scenes = {one.name: scene for scene in picture.scenes for one in scene.verdicts} if picture and able else {}
    drawn: set[str] = set()

    def beside(check: str) -> Iterable[str]:
        scene = scenes.get(check)
        if scene is None or scene.name in drawn or len(drawn) == _MOST:
            return []
        lines = sketch(scene, check, console.width - _INDENT)
        drawn.update([scene.name] if lines else [])
        return lines

    return beside
