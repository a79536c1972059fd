"""Every report says what was in force."""

from __future__ import annotations

import pytest

from grader.report.protections import protected_by

ALWAYS = ["own_folder", "time_limits", "rlimits"]


@pytest.mark.parametrize(
    ("layers", "line"),
    [
        (["namespaces", "landlock", "seccomp"], "protected by namespaces, landlock, seccomp"),
        (["seccomp", "namespaces"], "protected by namespaces, seccomp; not active here: landlock"),
        (["older_landlock"], "protected by older_landlock; not active here: namespaces, landlock, seccomp"),
        ([], "protected by limits of time and memory alone; not active here: namespaces, landlock, seccomp"),
    ],
)
def test_active_and_missing_layers_are_named(layers: list[str], line: str) -> None:
    """What is missing stands beside what is there: no layer goes away without a word."""
    assert protected_by([*ALWAYS, *layers]) == line


def test_where_nothing_ran_there_is_nothing_to_say() -> None:
    """An untouched file needs no protection."""
    assert protected_by([]) == ""
