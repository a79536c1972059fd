"""Where the pictures of the last runs are kept."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.picture.kept import LARGEST, file_of, forget, newest, page_of, recall, remember
from grader.picture.observe import observe
from grader.picture.timeline import Picture, Scene
from grader.report import CheckResult, Report
from grader.report.progress import read_progress
from tests.picture.made import picture, run_of, too_long, verdict

SLUG = "00_made_up"


def _report(drawn: Picture | None, standing: str = "graded", slug: str = SLUG) -> Report:
    check = CheckResult("t", "s", 1.0, "l", status="failed")
    return Report(slug, "Made up", "none.py", 1, [check], standing, picture=drawn)


def test_the_newest_picture_and_the_standing_are_kept(tmp_path: Path) -> None:
    """One file for each exercise, which the next run replaces whole; no draft stays behind."""
    kit = Kit(tmp_path)
    remember(kit, [_report(picture(seed=1))])
    remember(kit, [_report(picture(seed=2))])

    kept = recall(kit, SLUG)
    assert kept == picture(seed=2)
    assert [file.name for file in (kit.state / "runs").iterdir()] == [f"{SLUG}.json"]
    assert read_progress(kit)[SLUG].status == "failed"


def test_a_file_that_was_not_run_leaves_no_picture_of_an_older_one(tmp_path: Path) -> None:
    """What was drawn before belongs to other code; a fault of the kit changes nothing."""
    kit = Kit(tmp_path)
    remember(kit, [_report(picture())])
    remember(kit, [_report(None, "harness_error")])
    assert recall(kit, SLUG)

    remember(kit, [_report(None, "invalid")])

    assert recall(kit, SLUG) is None


def test_what_is_kept_is_bounded(tmp_path: Path) -> None:
    """A run that is too large keeps the scenes in which a check failed, and says how many are gone."""
    kit, lines = Kit(tmp_path), ["".join(f"{'word ' * 30}{index}\n" for index in range(4))] * 100
    run = run_of([0.5] * 100, printed=lines)
    scenes = [Scene(f"run_{index}", "", [observe(run, run.fit)]) for index in range(10)]
    scenes.append(Scene("failed", "", [too_long()], [verdict()]))
    remember(kit, [_report(picture(*scenes))])

    kept = recall(kit, SLUG)
    assert kept
    assert ([scene.name for scene in kept.scenes], kept.left_out) == (["failed"], 10)
    assert file_of(kit, SLUG).stat().st_size < LARGEST


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"format_version": 99}', "\ud800"])
def test_a_damaged_file_says_what_to_do(tmp_path: Path, text: str) -> None:
    """Whatever stands in it: a sentence, and the command that makes it anew."""
    kit = Kit(tmp_path)
    file_of(kit, SLUG).parent.mkdir(parents=True)
    file_of(kit, SLUG).write_bytes(text.encode("utf-8", "surrogatepass"))

    with pytest.raises(KitError, match="grader check 00"):
        recall(kit, SLUG)


def test_the_newest_run_is_known(tmp_path: Path) -> None:
    """It is the one that was written last, whatever its number."""
    kit = Kit(tmp_path)
    assert newest(kit) is None
    remember(kit, [_report(picture(), slug="09_late"), _report(picture(), slug="01_early")])
    os.utime(file_of(kit, "01_early"), (1, 1))

    assert newest(kit) == "09_late"


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    """The picture and its page; a second time is no error."""
    kit = Kit(tmp_path)
    remember(kit, [_report(picture())])
    page_of(kit, SLUG).write_text("page", encoding="utf-8")

    forget(kit, SLUG)
    forget(kit, SLUG)

    assert list((kit.state / "runs").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    """It names the file."""
    kit = Kit(tmp_path)
    kit.state.mkdir()
    (kit.state / "runs").write_text("in the way", encoding="utf-8")

    with pytest.raises(KitError, match="cannot be kept"):
        remember(kit, [_report(picture())])


def test_no_code_is_kept(tmp_path: Path) -> None:
    """The file holds what a page shows, and the digest of the code in place of it."""
    kit = Kit(tmp_path)
    remember(kit, [_report(picture(digest="abcd"))])
    table = json.loads(file_of(kit, SLUG).read_text(encoding="utf-8"))

    assert table["digest"] == "abcd"
    assert {*table} == {"format_version", *vars(picture())}
