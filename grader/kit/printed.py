"""Text that a submission printed, made harmless to look at."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x08|\r(?!\n)|[\x00-\x07\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Return ``text`` without what a terminal would act on: colours, cursor movements, bells."""
    return _CONTROL.sub("", text)
