"""The pages of the exercises follow the exercises."""

from __future__ import annotations

import pytest

from grader.authoring.pages import build_pages, pages_of
from grader.kit.paths import Kit


@pytest.fixture
def site_kit(kit: Kit) -> Kit:
    """Return a kit with a place for pages."""
    (kit.root / "lessons").mkdir()
    return kit


def test_a_page_shows_the_statement_and_leads_to_the_lesson(site_kit: Kit) -> None:
    """The statement is included, not copied, and the exercise's lesson is one click away."""
    build_pages(site_kit)

    text = (site_kit.root / "lessons/exercises/00_first_callback.md").read_text(encoding="utf-8")
    assert '--8<-- "exercises/00_first_callback/README.md"' in text
    assert "[Early stopping](../day-27.md#early-stopping)" in text


def test_the_list_has_every_exercise(site_kit: Kit) -> None:
    """One row each, with what `exercise.toml` says."""
    build_pages(site_kit)

    text = (site_kit.root / "lessons/exercises/index.md").read_text(encoding="utf-8")
    assert "| [03 CSV history](03_csv_history.md) | 25 | 10 |" in text
    assert text.count("\n| [") == len(pages_of(site_kit)) - 1


def test_only_what_differs_is_written(site_kit: Kit) -> None:
    """A page that somebody changed is brought back; the others are left alone."""
    assert set(build_pages(site_kit)) == set(pages_of(site_kit))
    page = site_kit.root / "lessons/exercises/01_event_logger.md"
    page.write_text("mine\n", encoding="utf-8")

    assert build_pages(site_kit) == [page]
    assert page.read_text(encoding="utf-8") == pages_of(site_kit)[page]


def test_a_kit_without_lessons_gets_no_pages(kit: Kit) -> None:
    """A learner's copy may have no site."""
    assert build_pages(kit) == []
    assert not (kit.root / "lessons").exists()
