"""What is left of one submission in the memory that the next one is born with: nothing."""

from __future__ import annotations

import secrets
import sys

import pytest

from grader.catalogue import find_exercise
from grader.isolation import Job, collect, open_launcher
from grader.kit.paths import Kit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children are forked on Linux alone")

# It looks for two halves, one right after the other, so that what it looks for does not lie in its own memory.
LOOK = """
import os
memory = os.open("/proc/self/mem", os.O_RDONLY)
def parts():
    for line in list(open("/proc/self/maps")):
        place, kind, _, _, file = line.split()[:5]
        if kind.startswith("rw") and file == "0":
            begin, end = (int(number, 16) for number in place.split("-"))
            for here in range(begin, end, 1 << 20):
                try:
                    yield os.pread(memory, min(1 << 20, end - here), here)
                except OSError:
                    pass  # given back meanwhile
def count(first, second):
    found = 0
    for part in parts():
        at = part.find(first)
        while at >= 0:
            found += part.startswith(second, at + len(first))
            at = part.find(first, at + 1)
    return found
"""


def test_no_text_of_another_submission_is_found(source_kit: Kit) -> None:
    """The children of one server inherit its memory; what it held of a classmate's text, or a solution's, they had."""
    theirs, own = secrets.token_hex(16), secrets.token_hex(16)
    exercise = find_exercise(source_kit, "02")
    look = "".join(f"print(count(b'{text[:16]}', b'{text[16:]}') > 0)\n" for text in (theirs, own))
    with open_launcher(name="forked") as launcher:
        collect(Job(exercise, f"# {theirs}\n" * 2000, {}), launcher)

        evidence = collect(Job(exercise, f"# {own}\n{LOOK}{look}", {}), launcher)

    assert evidence.loaded.status == "loaded", evidence
    assert evidence.printed == "False\nTrue\n"
