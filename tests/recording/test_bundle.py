from __future__ import annotations

import json
import re

from grader.recording.bundle import bundle


def test_a_bundle_is_a_script_with_all_curves() -> None:
    """It sets one name; a history names the places of its curves, and equal curves are held once."""
    text = bundle({"a": ("made so", {"x": [0.5, 1.0], "y": [0.25]}), "b": ("made thus", {"z": [0.5, 1.0], "none": []})})

    (runs, curves) = re.search(
        r"^globalThis\.recordedRuns = \{runs: (.*),\ncurves: (\[.*\])\};$", text, re.M | re.S
    ).groups()  # type: ignore[union-attr]  # fails where there is none
    assert json.loads(curves) == [[0.5, 1], [0.25], []]
    assert json.loads(runs) == {
        "a": {"made": "made so", "history": {"x": 0, "y": 1}},
        "b": {"made": "made thus", "history": {"z": 0, "none": 2}},
    }


def test_numbers_come_back_as_they_were() -> None:
    """Nothing is rounded that was recorded."""
    (curves,) = re.findall(r"curves: (\[.*\])\};", bundle({"a": ("", {"x": [0.123457, 1e-7, 39.0]})}), re.DOTALL)

    assert json.loads(curves) == [[0.123457, 1e-07, 39.0]]
