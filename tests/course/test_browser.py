"""A learner's notebook in JupyterLab, in a real browser: an answer is typed, and the card appears."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

import grader
from tests.browsing import chromium
from tests.conftest import SOURCE
from tests.course.jupyter import jupyterlab
from tests.course.term import begin

NAME = "00_first_callback"
COURSE = f"""
course = "autumn"
kit = "{grader.__version__}"
[[assignment]]
name = "week_1"
exercises = ["{NAME}"]
"""
SOLUTION = SOURCE.solutions / NAME / "solution.py"
PICTURES = "CALLBACKS_SCREENSHOTS"  # a folder for pictures of what the test saw, for a person to look at
SLOW = 120_000  # milliseconds: the first run imports TensorFlow twice, in the kernel and for grading
ATTEMPTS = 12
SETTINGS: dict[str, dict[str, object]] = {
    # Nobody is there to answer whether news may be fetched, nor may they be.
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/apputils-extension:themes": {"theme": "JupyterLab Dark"},
}


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return a page with a notebook that `nbgrader generate_assignment` released, in dark colours, in JupyterLab."""
    chromium()  # nothing is started where there is no browser
    folder, own = tmp_path_factory.mktemp("learner"), tmp_path_factory.mktemp("jupyter")
    course = begin(tmp_path_factory.mktemp("course"), COURSE, "week_1").folder
    shutil.copy(course / "release" / "week_1" / f"{NAME}.ipynb", folder)
    with jupyterlab(folder, own, SETTINGS) as (address, token):
        opened = browser.new_page(viewport={"width": 1280, "height": 1000})
        opened.set_default_timeout(SLOW)
        opened.goto(f"{address}/doc/tree/{NAME}.ipynb?token={token}")
        try:
            yield opened
        finally:
            opened.close()


def _cells(page: Page) -> Locator:
    return page.locator(".jp-Notebook .jp-Cell")


def _run(page: Page, index: int) -> None:
    """Run a cell, and wait until the kernel has nothing to do."""
    prompt = _cells(page).nth(index).locator(".jp-InputPrompt")
    before = prompt.inner_text()
    for _ in range(ATTEMPTS):
        _cells(page).nth(index).locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        # JupyterLab shows its page before it listens to all keys.
        with contextlib.suppress(AssertionError):
            expect(prompt).not_to_have_text(before, timeout=SLOW / ATTEMPTS)
            break
    expect(prompt).to_have_text(re.compile(r"\[\d+\]:"), timeout=SLOW)


def _type(page: Page, index: int, source: str) -> None:
    """Put ``source`` in place of what the cell holds."""
    _cells(page).nth(index).locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)


def _keep_picture(page: Page, name: str) -> None:
    if folder := os.environ.get(PICTURES):
        page.screenshot(path=Path(folder) / f"{name}.png")


def _obstacles(page: Page) -> list[str]:
    page.evaluate(Axe().axe_script)
    found = page.evaluate("axe.run('.cbd', {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def test_a_learner_works_in_jupyterlab(page: Page) -> None:
    """Set up, check the untouched cell, answer wrongly, read a hint, answer rightly: each time the card says so."""
    expect(_cells(page)).to_have_count(5, timeout=SLOW)
    expect(_cells(page).nth(0)).to_contain_text("You will be able to")
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle", timeout=SLOW)
    card = _cells(page).nth(3).locator(".cbd")
    points = card.locator("strong").first

    _run(page, 1)
    expect(_cells(page).nth(1)).to_contain_text("Ready: 00")
    _run(page, 3)
    expect(card).to_contain_text("The answer cell has not been run yet")

    solution = SOLUTION.read_text(encoding="utf-8")
    _type(page, 2, re.sub(r"patience=\d+", "patience=9", solution))
    _run(page, 2)
    _run(page, 3)
    expect(points).to_contain_text("of 5 points")
    expect(points).not_to_contain_text(": 5 of")
    for word in ("expected", "seen", "why", "your line", "read on"):
        expect(card.locator("dt").get_by_text(word, exact=True).first).to_be_visible()
    expect(card.get_by_text("What your callbacks did")).to_be_visible()
    expect(card.locator(".run-picture svg").first).to_be_visible()
    hint = card.get_by_text("Hint 1 of")
    hint.press("Enter")
    expect(card.get_by_text("Hint 2 of")).to_be_visible()
    _keep_picture(page, "wrong")
    assert _obstacles(page) == []

    _type(page, 2, solution)
    _run(page, 2)
    _run(page, 3)
    expect(points).to_contain_text(": 5 of 5 points")
    expect(card.locator("svg")).to_have_count(0)
    expect(_cells(page).nth(3).locator(".jp-OutputArea-executeResult")).to_contain_text("5.0")
    _keep_picture(page, "right")
