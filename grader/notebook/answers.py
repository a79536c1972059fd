"""What a learner ran in which cell, so that the answer can be graded as it was run last."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

ANSWER = "answer"  # the name of the answer cell, for editors that tell a kernel which cell they run


class Answers:
    """Remembers the latest source of each cell; ``before`` is what ran before it was there to listen."""

    def __init__(self, before: Iterable[str] = ()) -> None:
        self._latest: dict[str, str] = {}
        self._ran: list[tuple[str | None, str]] = [(None, source) for source in before]

    def listen(self, info: Any) -> None:
        """Remember a cell that is about to run; IPython calls this with what it knows about it."""
        source, cell = str(info.raw_cell or ""), getattr(info, "cell_id", None)
        self._ran.append((cell, source))
        if cell is not None:
            self._latest[str(cell)] = source

    def find(self, names: Iterable[str]) -> str | None:
        """Return the answer that ran last, or None.

        That is the answer cell. Where the editor does not name its cells, or names them in a way of its own, it is the
        latest cell that defines one of ``names``.
        """
        return self._latest[ANSWER] if ANSWER in self._latest else self._defining(names)

    def found_elsewhere(self, names: Iterable[str]) -> bool:
        """Tell whether another cell than the answer cell, run after it, defines one of ``names`` anew."""
        latest = self._defining(names)
        return ANSWER in self._latest and latest is not None and latest != self._latest[ANSWER]

    def _defining(self, names: Iterable[str]) -> str | None:
        defines = _pattern(names)
        return next((source for _, source in reversed(self._ran) if defines.search(source)), None)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds a definition also in source that is not Python yet."""
    choices = "|".join(map(re.escape, names))
    return re.compile(rf"^(?:(?:async )?def|class)\s+(?:{choices})\b|^(?:{choices})\s*[:=]", re.MULTILINE)
