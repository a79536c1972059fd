"""What a TensorBoard callback has written: tags, steps, values, and the graph of the layers."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import tensorflow as tf

Curves = dict[str, dict[int, float]]


def event_files(folder: Path) -> list[Path]:
    """Return the files of events in ``folder``."""
    return sorted(folder.glob("events.out.tfevents.*"))


def curves_of(folder: Path) -> Curves:
    """Return {tag: {step: value}} of the numbers that were written to ``folder``."""
    curves: Curves = defaultdict(dict)
    for step, value in _values(folder):
        array = tf.make_ndarray(value.tensor)
        if array.dtype.kind == "f" and array.ndim == 0:
            curves[value.tag][step] = float(array)
    return dict(curves)


def layers_in_graph(folder: Path) -> list[str]:
    """Return the names of the layers in the graph that was written to ``folder``."""
    graphs = [
        json.loads(tf.make_ndarray(value.tensor).item())
        for _, value in _values(folder)
        if value.metadata.plugin_data.plugin_name == "graph_keras_model"
    ]
    return [layer["config"]["name"] for graph in graphs for layer in graph["config"]["layers"]]


def _values(folder: Path) -> list[tuple[int, Any]]:
    return [
        (event.step, value)
        for path in event_files(folder)
        for event in tf.compat.v1.train.summary_iterator(str(path))
        for value in event.summary.value
    ]
