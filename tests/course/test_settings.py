"""Settings mean what the comments of course.toml say."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

import grader
from grader.course.settings import read_settings
from grader.kit.errors import KitError
from grader.kit.paths import Kit

TEXT = f"""
course = "callbacks"
kit = "{grader.__version__}"
[[assignment]]
name = "week_1"
exercises = ["0", "02_detect_overfitting"]
due = 2027-01-15T23:59:00+01:00
points = {{ detect-overfitting = 12 }}
[[assignment]]
name = "week_2"
exercises = ["09"]
[[extension]]
student = "ada"
hours = 12
[[extension]]
student = "ada"
assignment = "week_1"
days = 3
"""


def _file(folder: Path, text: str = TEXT) -> Path:
    path = folder / "course.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_exercises_are_found_by_any_of_their_names(source_kit: Kit, tmp_path: Path) -> None:
    """A number, a slug or its words will do, and points default to the exercise's own."""
    first, second = read_settings(_file(tmp_path), source_kit).assignments

    assert first.points == {"00_first_callback": first.exercises[0].points, "02_detect_overfitting": 12.0}
    assert first.due == datetime(2027, 1, 15, 23, 59, tzinfo=timezone(timedelta(hours=1)))
    assert [one.slug for one in second.exercises] == ["09_prediction_gif"]
    assert second.due is None


def test_an_extension_of_one_assignment_counts_more_than_one_of_all(source_kit: Kit, tmp_path: Path) -> None:
    """The narrower line wins, and others get nothing."""
    settings = read_settings(_file(tmp_path), source_kit)

    assert settings.extension_of("ada", "week_1") == timedelta(days=3)
    assert settings.extension_of("ada", "week_2") == timedelta(hours=12)
    assert settings.extension_of("bob", "week_1") is None


def test_another_kit_than_the_terms_is_refused(source_kit: Kit, tmp_path: Path) -> None:
    """The sentence names both versions and the way out."""
    with pytest.raises(KitError, match=rf"version 0\.0\.7 of the kit, and this is {grader.__version__}") as caught:
        read_settings(_file(tmp_path, TEXT.replace(grader.__version__, "0.0.7")), source_kit)

    assert "Install 0.0.7" in caught.value.message


@pytest.mark.parametrize(("text", "said"), [("a = ", "is not TOML"), ("a = 1\nb = 2", "5 things to mend")])
def test_what_cannot_be_used_is_one_message(source_kit: Kit, tmp_path: Path, text: str, said: str) -> None:
    """Faults come together, with the file's name."""
    with pytest.raises(KitError, match=said):
        read_settings(_file(tmp_path, text), source_kit)


def test_a_missing_file_is_named(source_kit: Kit, tmp_path: Path) -> None:
    """There is no traceback for a mistyped path."""
    with pytest.raises(KitError, match=r"none\.toml cannot be read"):
        read_settings(tmp_path / "none.toml", source_kit)


def test_the_example_for_instructors_is_sound(source_kit: Kit, tmp_path: Path) -> None:
    """What the page for instructors shows can be used as it stands."""
    page = (source_kit.root / "lessons" / "instructors.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    settings = read_settings(_file(tmp_path, example), source_kit)

    assert settings.assignments[0].points["02_detect_overfitting"] == 12
    assert settings.extension_of("ada", "week_1") == timedelta(days=3)
