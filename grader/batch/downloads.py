"""Whose work is it? The names that Moodle and Canvas give to what teachers download in one go."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Moodle: "Ada Lovelace_1234567_assignsubmission_file_" as a folder, or before each file's own name.
_MOODLE = re.compile(r"^(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)$")
# Canvas: "lovelaceada_LATE_12345_678901_exercise-1.py"; the last number counts how often it was handed in again.
_CANVAS = re.compile(r"^(?P<name>[^_]+)_(?:(?P<late>LATE)_)?(?P<id>\d+)_(?P<attempt>\d+)_(?P<file>.+)$")
_AGAIN = re.compile(r"^(?P<stem>.+?)-(?P<again>\d+)$")


@dataclass(frozen=True)
class Owner:
    """Who handed something in, as far as its name tells.

    ``student`` is the key under which the result is kept, ``lms_id`` the number that Moodle or Canvas gave (or ""),
    ``file`` the name that the student gave (or ""), ``again`` how often a file of that name was handed in before.
    """

    student: str
    lms_id: str = ""
    file: str = ""
    again: int = 0

    @property
    def numbered(self) -> str:
        """Return the key of one of several students who have the same name."""
        return f"{self.student} ({self.lms_id})"


def owner_of(name: str) -> Owner:
    """Return whose work the file or folder called ``name`` is; what no LMS has named belongs to who it is named after.

    What cannot be shown or written, as line ends and broken characters, is spelt out.
    """
    name = "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in name)
    if moodle := _MOODLE.match(name):
        return Owner(moodle["name"], moodle["id"], moodle["file"])
    if canvas := _CANVAS.match(name):
        stem, dot, suffix = canvas["file"].rpartition(".")
        again = _AGAIN.match(stem)
        file = f"{again['stem']}{dot}{suffix}" if again else canvas["file"]
        return Owner(canvas["name"], canvas["id"], file, int(again["again"]) if again else 0)
    stem = name.rpartition(".")[0] if name.endswith((".py", ".ipynb", ".zip")) else name
    return Owner(stem)
