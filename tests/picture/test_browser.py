"""The page of a run in a browser: open to everybody, with and without its script, and nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from grader.batch.feedback import page as feedback
from grader.picture.page import page
from grader.picture.timeline import Scene
from tests.browsing import Watched, obstacles
from tests.picture.made import picture, too_long, too_short, verdict


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Return the address of a page with everything: tabs, several fits, verdicts without a curve, a warning."""
    scenes = [
        Scene("fine", "", [too_long()]),
        Scene("too_long", "It raised ValueError.", [too_long(), too_short()], [verdict(line=3)]),
        Scene("asked", "", [], [verdict("It answers.")]),
    ]
    drawn = picture(*scenes, left_out=3, verdicts=[verdict("`train` can be called.")])
    (tmp_path / "run.html").write_text(page(drawn, changed=True), encoding="utf-8")
    return (tmp_path / "run.html").as_uri()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a visitor who was never here before."""
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


def _look(watched: Watched, scheme: str, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    watched.settle()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_it_is_open_to_everybody(browser: Browser, address: str, script: bool) -> None:
    """Axe finds nothing, light and dark, wide and narrow; nothing scrolls sideways but figures and tables."""
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True, java_script_enabled=True)
    watched = Watched(context.new_page(), address)
    if not script:
        watched.page.add_init_script("Object.defineProperty(document, 'querySelector', {value: () => null})")
    watched.page.goto(address)
    found: list[str] = []
    for width in (1280, 320):
        for scheme in ("light", "dark"):
            _look(watched, scheme, width)
            found += obstacles(watched.page)
            assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

    assert found == []
    assert watched.faults == []


def test_the_feedback_page_is_open_to_everybody(browser: Browser, tmp_path: Path) -> None:
    """A class's page with a picture in it, its table opened."""
    report = {"exercise": "00_made_up", "status": "failed", "score": 1.0, "max_score": 3.0, "seed": 7, "checks": []}
    report |= {"message": "", "output": "", "versions": {}, "diagnosis": None}
    drawn = [picture(title=title).told().to_json() for title in ("First", "Second")]
    (tmp_path / "ada.html").write_text(feedback("Ada", [report | {"picture": one} for one in drawn]), encoding="utf-8")
    address = (tmp_path / "ada.html").as_uri()
    page = browser.new_page()
    watched = Watched(page, address)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true })")
    found: list[str] = []
    for width, scheme in ((1280, "light"), (320, "dark")):
        _look(watched, scheme, width)
        found += obstacles(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()

    assert found == []
    assert watched.faults == []


def test_tabs_show_one_run_at_a_time(context: BrowserContext, address: str) -> None:
    """The run that failed is open first; arrow keys, Home and End go through the others, and a click chooses one."""
    page = context.new_page()
    page.goto(address)
    tabs = page.get_by_role("tab")

    expect(page.get_by_role("tab", selected=True)).to_contain_text("too long")
    expect(page.locator("#scene-0")).to_be_hidden()
    page.get_by_role("tab", selected=True).focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(0)).to_be_focused()
    expect(page.locator("#scene-0")).to_be_visible()
    expect(page.locator("#scene-1")).to_be_hidden()
    page.keyboard.press("End")
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    tabs.nth(0).click()
    expect(page.locator("#scene-0")).to_be_visible()


def test_a_link_to_a_run_opens_it(context: BrowserContext, address: str) -> None:
    """An address with the name of a section chooses its tab."""
    page = context.new_page()
    page.goto(f"{address}#scene-0")

    expect(page.locator("#scene-0")).to_be_visible()
    expect(page.locator("#scene-1")).to_be_hidden()


def test_without_a_script_everything_can_be_read(browser: Browser, address: str) -> None:
    """All runs stand below each other, with their tables."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    for number in (0, 1):
        expect(page.locator(f"#scene-{number}")).to_be_visible()
        expect(page.locator(f"#scene-{number} table").first).to_be_visible()
    context.close()


def test_on_paper_every_run_is_shown(context: BrowserContext, address: str) -> None:
    """Tabs are of no use there."""
    page = context.new_page()
    page.goto(address)
    page.emulate_media(media="print")

    expect(page.locator("#scene-0")).to_be_visible()
    expect(page.locator("#tabs")).to_be_hidden()
