"""The layers that confine a submission beyond what works everywhere."""

from __future__ import annotations

import os

from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean

LAYERS = ("namespaces", "landlock", "seccomp")
VARIABLE, REQUIRE_VARIABLE = "CALLBACKS_WITHOUT", "CALLBACKS_REQUIRE_SANDBOX"


def without() -> list[str]:
    """Return the layers that CALLBACKS_WITHOUT switches off, as in ``namespaces,seccomp``; raises KitError on others."""
    names = [name.strip() for name in os.environ.get(VARIABLE, "").split(",") if name.strip()]
    for name in names:
        if name not in LAYERS:
            raise KitError(f"{VARIABLE} names {name!r}.{did_you_mean(name, LAYERS)} It can name {', '.join(LAYERS)}.")
    return names


def required() -> tuple[str, ...]:
    """Return the layers without which nothing is to be run: all where CALLBACKS_REQUIRE_SANDBOX is 1; raises KitError."""
    wish = os.environ.get(REQUIRE_VARIABLE, "").strip()
    if wish not in ("", "0", "1"):
        raise KitError(f"{REQUIRE_VARIABLE} is {wish!r}. It can be 1, to run nothing where a layer is missing, or 0.")
    return LAYERS if wish == "1" else ()
