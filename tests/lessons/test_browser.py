"""The site in a browser: every page, light and dark, wide and narrow, from a server and from a folder on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browsing import Watched, obstacles
from tests.lessons.sources import LESSONS, pages

ADDRESSES = [page.relative_to(LESSONS).with_suffix(".html").as_posix() for page in pages()]
# Shown by servers at any address, so it names its parts from the root on: nobody opens it from a folder.
ERROR_PAGE = "404.html"
# All rules in the light palette; the dark one changes colours and nothing else.
SCHEMES: dict[str, tuple[str, ...]] = {"default": (), "slate": ("color-contrast", "link-in-text-block")}
WIDTHS = (1280, 320)


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a visitor who was never here before."""
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def watched(context: BrowserContext, base: str) -> Iterator[Watched]:
    """Return an empty page that watches itself."""
    page = context.new_page()
    yield Watched(page, base)
    page.close()


@pytest.mark.parametrize("address", [*ADDRESSES, ERROR_PAGE])
def test_a_page_is_open_to_everybody(watched: Watched, base: str, address: str) -> None:
    """Axe finds nothing, in either palette and at either width; nothing has to be scrolled sideways but wide tables."""
    watched.page.goto(f"{base}/{address}")
    watched.page.evaluate("document.querySelectorAll('article details').forEach(box => { box.open = true })")
    found: dict[tuple[str, int], list[str]] = {}
    for width in WIDTHS:
        for scheme, rules in SCHEMES.items():
            watched.look(scheme, width)
            found[scheme, width] = obstacles(watched.page, *rules)
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width

    assert {variant: lines for variant, lines in found.items() if lines} == {}
    assert watched.faults == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_works_from_a_folder_on_disk(context: BrowserContext, site: Path, address: str) -> None:
    """Opened as a file, a page loads without an error and asks nobody for anything."""
    page = context.new_page()
    watched = Watched(page, site.as_uri())

    page.goto((site / address).as_uri())
    watched.settle()

    assert watched.faults == []
    page.close()


@pytest.mark.parametrize("on_disk", [False, True], ids=["from a server", "from a folder"])
def test_the_search_finds_a_page(context: BrowserContext, base: str, site: Path, on_disk: bool) -> None:
    """A word of a page leads to it, without anything that leaves the machine."""
    start = site.as_uri() if on_disk else base
    page = context.new_page()
    watched = Watched(page, start)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{start}/index.html")

    page.get_by_role("textbox", name="Search").fill("overfitting callback compares losses")

    hit = page.locator(".md-search-result__link", has_text="Detect overfitting").first
    expect(hit).to_be_attached()
    hit.click()
    page.wait_for_url("**/exercises/02_detect_overfitting.html**")
    assert watched.faults == []
    page.close()


def test_the_colours_can_be_chosen(watched: Watched, base: str) -> None:
    """Whoever wants other colours than the system's gets them with one button, and keeps them on the next page."""
    watched.page.emulate_media(color_scheme="dark")
    watched.page.goto(f"{base}/index.html")
    body = watched.page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")

    watched.page.get_by_title("Colours: as the system; switch to light").click()

    expect(body).to_have_attribute("data-md-color-scheme", "default")
    watched.page.goto(f"{base}/authors.html")
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_what_is_folded_is_printed(watched: Watched, base: str) -> None:
    """On paper nobody can open an answer: it is printed open, and folded again on the screen."""
    watched.page.goto(f"{base}/index.html")
    box = watched.page.locator("article details").first

    watched.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(box).to_have_attribute("open", "")
    watched.page.evaluate("dispatchEvent(new Event('afterprint'))")

    expect(box).not_to_have_attribute("open", "")


def test_axe_is_at_work(watched: Watched, base: str) -> None:
    """An obstacle that is put into a page is found, and a request that leaves is noted."""
    watched.page.goto(f"{base}/index.html")

    watched.page.evaluate(
        """document.querySelector('article').insertAdjacentHTML('beforeend',
        '<p style="color:#bbb;background:#fff">pale</p><img src="http://192.0.2.1/x.png">')"""
    )
    watched.settle()

    found = " ".join(obstacles(watched.page))
    assert "color-contrast" in found
    assert "image-alt" in found
    assert "request that leaves the site: http://192.0.2.1/x.png" in watched.faults
