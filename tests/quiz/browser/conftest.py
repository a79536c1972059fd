"""A real browser on a real page: Chromium, driven by Playwright, on the sample bank in a site of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
import pytest
from playwright.sync_api import Browser, Page

from grader.kit.paths import Kit
from grader.quiz.bank import Bank
from grader.quiz.fence import render
from tests.quiz.made import SAMPLE

CONFIG = """
site_name: Sample
docs_dir: pages
site_dir: built
use_directory_urls: false
extra_css: [quiz.css]
extra_javascript: [quiz.js]
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
plugins: []
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - {name: quiz, class: quiz, format: !!python/name:grader.quiz.fence.render }
"""
# Enough above and below for the page to scroll, and for its header to be in the way.
TEXT = f"# Quiz\n\nBefore.\n\n## Questions\n\n```quiz\nbank: {SAMPLE}\n```\n\n## After\n\nAfter.\n"
Open = Callable[..., "QuizPage"]


@dataclass
class QuizPage:
    """An open page, the questions on it in the order of the bank, what it loaded, and whatever went wrong in it."""

    page: Page
    bank: Bank
    troubles: list[str]
    loaded: list[str]

    def box(self, question: str, option: str) -> Any:
        """Return the checkbox of an option."""
        return self.page.locator(f"#q-{question}-{option}")

    def check(self, question: str, ticked: str) -> None:
        """Tick the options named by the letters of ``ticked``, which are ids, and check the question."""
        for option in ticked:
            self.box(question, option).check()
        self.page.locator(f"#q-{question} .quiz-check").click()

    def findings(self, question: str) -> dict[str, str]:
        """Return the bold words below each option, by id."""
        options = self.page.locator(f"#q-{question} .quiz-option").all()
        return {
            str(one.get_attribute("data-id")): " ".join(one.locator(".quiz-finding strong").all_text_contents())
            for one in options
        }

    def order(self) -> list[tuple[str, str]]:
        """Return the ids of the questions as they stand, each with those of its options."""
        forms = self.page.locator(".quiz-question").all()
        return [
            (
                str(form.get_attribute("data-id")),
                "".join(str(one.get_attribute("data-id")) for one in form.locator(".quiz-option").all()),
            )
            for form in forms
        ]

    @property
    def status(self) -> str:
        """Return what the live region says."""
        return self.text(".quiz-status")

    def text(self, selector: str) -> str:
        """Return the text of the first element that ``selector`` finds."""
        return str(self.page.locator(selector).first.text_content()).strip()

    def button(self, name: str) -> Any:
        """Return the button whose name begins with ``name``."""
        return self.page.get_by_role("button", name=name)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, source_kit: Kit) -> Path:
    """Return the page of the sample bank, built with MkDocs and Material."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "pages").mkdir()
    (folder / "pages" / "index.md").write_text(TEXT, encoding="utf-8")
    for asset in ("quiz.css", "quiz.js"):
        shutil.copy(source_kit.root / "site" / "assets" / asset, folder / "pages")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(folder / "mkdocs.yml")]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=source_kit.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "built" / "index.html"


@pytest.fixture(scope="session")
def unthemed(tmp_path_factory: pytest.TempPathFactory, source_kit: Kit) -> Path:
    """Return the same page from plain Python-Markdown: no generator, no theme."""
    folder = tmp_path_factory.mktemp("plain")
    for asset in ("quiz.css", "quiz.js"):
        shutil.copy(source_kit.root / "site" / "assets" / asset, folder)
    settings = {"pymdownx.superfences": {"custom_fences": [{"name": "quiz", "class": "quiz", "format": render}]}}
    body = markdown.markdown(TEXT, extensions=["pymdownx.superfences"], extension_configs=settings)
    head = '<meta charset="utf-8"><title>Quiz</title><link rel="stylesheet" href="quiz.css"><script src="quiz.js"></script>'
    path = folder / "index.html"
    path.write_text(f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>', encoding="utf-8")
    return path


@pytest.fixture
def open_page(browser: Browser, built: Path, sample: Bank) -> Iterator[Open]:
    """Return a function that opens the page in a fresh context; nothing may go wrong in it."""
    contexts = []
    pages: list[QuizPage] = []

    def opened(path: Path = built, *, address: str = "", script: str = "", **settings: Any) -> QuizPage:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | settings
        )
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        quiz = QuizPage(page, sample, [], [])
        pages.append(quiz)
        page.on("pageerror", lambda error: quiz.troubles.append(f"error: {error}"))
        page.on("console", lambda said: quiz.troubles.append(said.text) if said.type in ("error", "warning") else None)
        page.on("request", lambda request: _note_request(request.url, quiz))
        page.goto(path.as_uri() + address)
        return quiz

    yield opened
    troubles = [trouble for quiz in pages for trouble in quiz.troubles]
    for context in contexts:
        context.close()
    assert troubles == []


def _note_request(address: str, quiz: QuizPage) -> None:
    quiz.loaded.append(address)
    if not address.startswith(("file:", "data:", "blob:")):
        quiz.troubles.append(f"a request left the machine: {address}")


@pytest.fixture
def quiz(open_page: Open) -> QuizPage:
    """Return the page, open at a desktop's size."""
    return open_page()
