"""What a child did not tell."""

from __future__ import annotations

import json

import pytest

from grader.evidence import NotTold, Run, Told


def test_what_is_missing_is_told_apart() -> None:
    """Looking up what is missing raises an error of its own, at every depth; asking politely does not."""
    told = json.loads('{"fits": [{"durations": [1.0]}]}', object_hook=Told)

    assert told["fits"][0]["durations"] == [1.0]
    assert told.get("files") is None
    assert "files" not in told
    with pytest.raises(NotTold) as caught:
        told["fits"][0]["files"]
    assert caught.value.name == "files"


def test_a_run_without_values_says_so() -> None:
    """The values of a run are such a record, also before anything was told."""
    with pytest.raises(NotTold):
        Run("one", {}).values["files"]
