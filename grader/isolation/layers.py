"""The layers that confine a submission beyond what works everywhere."""

from __future__ import annotations

import os

from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean

LAYERS = ("namespaces", "landlock", "seccomp")
VARIABLE = "CALLBACKS_WITHOUT"


def without() -> list[str]:
    """Return the layers that CALLBACKS_WITHOUT switches off, as in ``namespaces,seccomp``; raises KitError on others."""
    names = [name.strip() for name in os.environ.get(VARIABLE, "").split(",") if name.strip()]
    for name in names:
        if name not in LAYERS:
            raise KitError(f"{VARIABLE} names {name!r}.{did_you_mean(name, LAYERS)} It can name {', '.join(LAYERS)}.")
    return names
