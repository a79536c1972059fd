"""The page: nobody is named, nothing is fetched, nobody is kept out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from grader.batch.batch import Batch
from grader.batch.likeness import FILE as SHAPES
from grader.batch.results import append
from grader.catalogue import Exercise, all_exercises
from grader.class_report import write_class_report
from grader.class_report.page import FILE_WITH_NAMES
from grader.class_report.pseudonyms import pseudonyms
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.browsing import Watched, obstacles
from tests.class_report.made import check, result, shape

STUDENTS = ("Ada Lovelace", "bob<script>", "=cmd()", "Zoë")


@pytest.fixture(scope="session")
def exercises(source_kit: Kit) -> list[Exercise]:
    """Return all exercises."""
    return all_exercises(source_kit)


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    """Return the folder of a class in which there is something to say in every part of the page."""
    folder = tmp_path / "out"
    Batch.begin(folder, seed=7)
    checks = [check("stops `now`", "failed"), check("prints")]
    for student in STUDENTS:
        append(folder, result(student, checks=checks))
    append(folder, result("Zoë", "invalid", 0.0, exercise="", message="zoë.zip is no zip file."))
    append(folder, result("Ada Lovelace", "harness_error", 0.0, exercise="01_event_logger"))
    marks = [f"m{number}" for number in range(40)]
    shapes = [shape(STUDENTS[0], *marks), shape(STUDENTS[1], *marks)]
    shapes += [shape(student, "x", "y", digest="same") for student in STUDENTS[2:]]
    (folder / SHAPES).write_text("".join(json.dumps(one.__dict__) + "\n" for one in shapes), encoding="utf-8")
    return folder


def test_nobody_is_named(graded: Path, exercises: list[Exercise]) -> None:
    """Neither names nor their messages, and pairs in no order that tells; the file that resolves them does."""
    page = write_class_report(graded, exercises).read_text(encoding="utf-8")

    assert not any(word in page for word in ("Ada", "Lovelace", "bob", "=cmd", "Zo", "zo\u00eb"))
    called = pseudonyms(graded, STUDENTS)
    one, other = sorted(called[student] for student in STUDENTS[:2])
    assert f'<th scope="row">{one}<br>' in page
    assert f"<td>{other}<br>" in page
    assert f"the same file, byte for byte: {', '.join(sorted(called[s] for s in STUDENTS[2:]))}." in page


def test_names_are_shown_on_request(graded: Path, exercises: list[Exercise]) -> None:
    """In a page of another name, with messages; what a student is called is never taken for HTML."""
    file = write_class_report(graded, exercises, names=True)
    page = file.read_text(encoding="utf-8")

    assert file.name == FILE_WITH_NAMES
    assert "Ada Lovelace" in page
    assert "bob&lt;script&gt;" in page
    assert "zoë.zip is no zip file." in page
    assert "<script" not in page


def test_what_the_page_says(graded: Path, exercises: list[Exercise]) -> None:
    """The misconception with its kind and its lesson, the check with its share, the fault of the kit as no zero."""
    page = write_class_report(graded, exercises).read_text(encoding="utf-8")

    assert "<strong>4</strong> learners: It stops <code>now</code>." in page
    assert "Revisit: lessons/day-27.md, early stopping" in page
    assert "4 of 4, 100 %" in page
    assert "1 without a verdict, which counts for nothing here" in page
    assert "The kit failed, which costs the learner nothing." in page


def test_without_shapes_nothing_is_claimed(graded: Path, exercises: list[Exercise]) -> None:
    """A batch that was killed has kept none yet: the page says so, instead of saying that nobody copied."""
    (graded / SHAPES).unlink()

    page = write_class_report(graded, exercises).read_text(encoding="utf-8")

    assert "Nothing to compare was kept yet" in page
    assert "are alike beyond" not in page


def test_no_batch_is_a_sentence(tmp_path: Path, exercises: list[Exercise]) -> None:
    """A folder without one, and one without a result."""
    with pytest.raises(KitError, match="holds no batch"):
        write_class_report(tmp_path, exercises)
    Batch.begin(tmp_path)
    with pytest.raises(KitError, match="no result yet"):
        write_class_report(tmp_path, exercises)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_in_a_browser(graded: Path, exercises: list[Exercise], browser: Browser, scheme: str, width: int) -> None:
    """Axe finds nothing, nothing is asked for, nothing sticks out; with scripts switched off it is the same page."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]  # one of two
    try:
        file = write_class_report(graded, exercises).as_uri()
        watched = Watched(page, file)
        page.goto(file)
        page.locator("summary").first.click()

        assert obstacles(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert watched.faults == []
    finally:
        page.close()


def test_on_paper(graded: Path, exercises: list[Exercise], browser: Browser) -> None:
    """What is folded on the screen is open on paper, and what can only be clicked is gone."""
    page = browser.new_page()
    try:
        page.goto(write_class_report(graded, exercises).as_uri())
        table = page.locator("details table").first
        assert not table.is_visible()
        page.emulate_media(media="print", color_scheme="dark")

        assert table.is_visible()
        assert not page.locator("nav").is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    finally:
        page.close()


def test_who_was_forgotten_is_in_no_pair(graded: Path, exercises: list[Exercise]) -> None:
    """Where somebody's results were removed, no name comes back from what tells likeness."""
    file = graded / "results.jsonl"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if "Ada Lovelace" not in line]
    file.write_text("".join(kept), encoding="utf-8")

    page = write_class_report(graded, exercises).read_text(encoding="utf-8")

    assert "Ada Lovelace" in (graded / SHAPES).read_text(encoding="utf-8")
    assert "Ada Lovelace" not in page
