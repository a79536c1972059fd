"""What a submission that reaches out comes to."""

from __future__ import annotations

import platform
import sys

import pytest

from grader.isolation import LAYERS
from grader.isolation.layers import VARIABLE
from grader.isolation.probe import ATTEMPTS, SUCCEEDED, probe
from grader.kit.paths import Kit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the layers of the sandbox are those of Linux")


def test_every_attempt_is_refused_where_every_layer_is_there(source_kit: Kit) -> None:
    """The file, the process and the network were really reached for; each refusal has the name of its exception."""
    found = probe(source_kit)
    if not set(LAYERS) <= set(found.protections):
        pytest.skip("this system lacks a layer")

    assert list(found.outcomes) == list(ATTEMPTS)
    if _kernel() < (6, 12):  # Landlock does not know signals there
        del found.outcomes["signal the grader"]
    assert {outcome.partition(", ")[0] for outcome in found.outcomes.values()} == {"refused"}


def test_without_a_layer_the_attempt_succeeds(source_kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no fixed text: with the layers switched off, the probe reaches what it reaches for, and says so."""
    monkeypatch.setenv(VARIABLE, ",".join(LAYERS))

    found = probe(source_kit)

    assert not set(LAYERS) & set(found.protections)
    assert set(found.outcomes.values()) == {SUCCEEDED}


def _kernel() -> tuple[int, ...]:
    return tuple(int(part) for part in platform.release().split("-")[0].split(".")[:2])
