"""What event files for TensorBoard hold: the steps of their scalars and of their histograms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tensorflow as tf


def steps_below(folder: Path) -> dict[str, dict[str, list[int]]]:
    """Return, for each folder with event files below ``folder``, the steps of its ``scalars`` and ``histograms``."""
    found: dict[str, dict[str, set[int]]] = {}
    for file in sorted(folder.rglob("*tfevents*")):
        steps = found.setdefault(str(file.parent.relative_to(folder)), {"scalars": set(), "histograms": set()})
        for event in tf.compat.v1.train.summary_iterator(str(file)):
            for value in event.summary.value:
                if kind := _kind(value):
                    steps[kind].add(event.step)
    return {place: {kind: sorted(steps) for kind, steps in kinds.items()} for place, kinds in found.items()}


def _kind(value: Any) -> str | None:
    if value.HasField("histo") or value.metadata.plugin_data.plugin_name == "histograms":
        return "histograms"
    if value.HasField("simple_value") or value.metadata.plugin_data.plugin_name == "scalars":
        return "scalars"
    return None
