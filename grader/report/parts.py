"""A check's message taken apart again, for those who have only the JSON of a report."""

from __future__ import annotations

_EXPECTED, _SEEN, _WHY = "expected: ", "\nseen: ", "\nwhy: "


def parts_of(message: str) -> list[tuple[str, str]]:
    """Return pairs of a word and a text: expected, seen and why, or one note where nothing was judged.

    What was seen may hold such words too, since learners print what they like: the first ``seen`` and the last ``why``
    are the kit's own.
    """
    before, why_sign, why = message.rpartition(_WHY)
    expected, seen_sign, seen = before.removeprefix(_EXPECTED).partition(_SEEN)
    if not (message.startswith(_EXPECTED) and why_sign and seen_sign):
        return [("note", message.strip())] if message.strip() else []
    return [("expected", expected.strip()), ("seen", seen.strip()), ("why", why.strip())]
