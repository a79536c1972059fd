"""Landlock under its true name."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "linux":
    from grader.child.landlock import name_of
else:
    pytest.skip("Landlock is a part of Linux", allow_module_level=True)


@pytest.mark.parametrize(
    ("version", "name"), [(1, "older_landlock"), (2, "older_landlock"), (3, "landlock"), (7, "landlock")]
)
def test_what_is_less_has_another_name(version: int, name: str) -> None:
    """A kernel on which files can be emptied does not satisfy whoever requires the sandbox."""
    assert name_of(version) == name
