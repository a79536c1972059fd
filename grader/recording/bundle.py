"""The histories of a page as a script: a page that was opened as a file may load scripts, but no data."""

from __future__ import annotations

import json

Histories = dict[str, tuple[str, dict[str, list[float]]]]


def bundle(recorded: Histories) -> str:
    """Return a script that sets ``recordedRuns``: by the name of its script, how a history was made and its numbers.

    Numbers are written as briefly as they can be read back, and every curve that was recorded more than once is held
    once: ``history`` names its place in ``curves``.
    """
    curves: list[str] = []
    places: dict[str, int] = {}
    runs = {}
    for name, (made, history) in recorded.items():
        named = {}
        for key, values in history.items():
            text = "[" + ",".join(f"{value:.15g}" for value in values) + "]"
            if text not in places:
                places[text] = len(curves)
                curves.append(text)
            named[key] = places[text]
        runs[name] = {"made": made, "history": named}
    held = ",\n".join(curves)
    return (
        "// Written by `make record`; change nothing here.\n"
        f"globalThis.recordedRuns = {{runs: {json.dumps(runs, separators=(',', ':'))},\ncurves: [\n{held}\n]}};\n"
    )
