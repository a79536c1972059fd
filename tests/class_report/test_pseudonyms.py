"""Pseudonyms: the same for ever, different for everybody, and no word of the name in them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from grader.class_report.pseudonyms import FILE, pseudonyms
from grader.kit.errors import KitError


def test_they_stay(tmp_path: Path) -> None:
    """Whoever has one keeps it, also when others come and go."""
    first = pseudonyms(tmp_path, ["ada", "bob"])
    second = pseudonyms(tmp_path, ["zoe", "bob"])

    assert second == first | {"zoe": second["zoe"]}
    assert len(set(second.values())) == 3


def test_another_class_has_others(tmp_path: Path) -> None:
    """They are drawn, and not computed from names: two folders do not agree."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    students = [f"student{number}" for number in range(50)]

    assert pseudonyms(tmp_path / "a", students) != pseudonyms(tmp_path / "b", students)


def test_only_the_owner_may_read_who_is_who(tmp_path: Path) -> None:
    """The file that resolves them is closed to other users of the machine."""
    pseudonyms(tmp_path, ["ada"])

    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["{", "[]", '{"ada": 3}'])
def test_a_broken_file_is_a_sentence(tmp_path: Path, content: str) -> None:
    """New names are drawn only when a person says so: the old page would mean others."""
    (tmp_path / FILE).write_text(content, encoding="utf-8")

    with pytest.raises(KitError, match="Remove it"):
        pseudonyms(tmp_path, ["ada"])
