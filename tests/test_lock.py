"""The lock files hold what pyproject.toml asks for, with hashes and without addresses."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = {
    "requirements.lock": PROJECT["dependencies"],
    "requirements-dev.lock": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"],
}


def _locked(name: str) -> dict[str, list[Requirement]]:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[Requirement]] = {}
    for line in text.splitlines():
        pinned, _, hashes = line.partition(" --hash=")
        assert re.fullmatch(r"(sha256:[0-9a-f]{64}( +--hash=)?)+ *", re.sub(r" +--hash=", " --hash=", hashes)), line
        requirement = Requirement(pinned.strip())
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


@pytest.mark.parametrize("name", WANTED)
def test_everything_that_is_asked_for_is_pinned(name: str) -> None:
    """Each dependency has an exact version, which satisfies what pyproject.toml says."""
    locked = _locked(name)

    for text in WANTED[name]:
        wanted = Requirement(text)
        pins = locked[canonicalize_name(wanted.name)]
        for pin in pins:
            (specifier,) = pin.specifier
            assert specifier.operator == "=="
            assert wanted.specifier.contains(specifier.version), f"{pin} does not satisfy {wanted}"


@pytest.mark.parametrize("name", WANTED)
def test_no_address_is_recorded(name: str) -> None:
    """The lock names packages, not places: it works with any index."""
    text = (ROOT / name).read_text(encoding="utf-8")

    assert not re.search(r"://|--index|--find-links|--extra-index|@ ", text)


def test_what_learners_need_is_in_the_gate_as_well() -> None:
    """Both locks pin the same versions, so that the gate tests what learners run."""
    learner, dev = ({name: list(map(str, pins)) for name, pins in _locked(lock).items()} for lock in WANTED)

    assert learner.items() <= dev.items()
