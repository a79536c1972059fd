"""Which layers of the sandbox were in force, in one line."""

from __future__ import annotations

from collections.abc import Sequence


def protected_by(protections: Sequence[str]) -> str:
    """Return the layers of the sandbox among ``protections``, and those that this system lacks; "" when nothing was run."""
    from grader.isolation.layers import LAYERS  # whoever has graded has imported this; others would pay for it

    if not protections:
        return ""
    active = [layer for layer in (*LAYERS, "older_landlock") if layer in protections]
    missing = [layer for layer in LAYERS if layer not in protections]
    line = f"protected by {', '.join(active) or 'limits of time and memory alone'}"
    return f"{line}; not active here: {', '.join(missing)}" if missing else line
