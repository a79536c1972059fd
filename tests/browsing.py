"""Chromium, and what a page must not do while it is looked at."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

# Names the browser where it has none of the usual names.
SETTING = "CALLBACKS_CHROMIUM"
_USUAL = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_INSIDE = ("data:", "blob:", "about:")
_TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def chromium() -> str:
    """Return the path of a browser; without one, skip the test, or fail it where `CI` is set."""
    found = os.environ.get(SETTING) or next(filter(None, map(shutil.which, _USUAL)), None)
    if found:
        return found
    reason = f"No Chromium was found. Install one (Debian: apt-get install chromium), or name it in {SETTING}."
    if os.environ.get("CI"):
        pytest.fail(f"{reason} Where CI is set, these tests must not be skipped.")
    pytest.skip(reason)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open a browser without a window; it sees neither the settings nor the files of whoever runs the tests."""
    path = chromium()
    # Chromium refuses its own sandbox to root, which is who often runs a gate in a container.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if root else [])
        try:
            yield browser
        finally:
            browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the tests say what went wrong."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on this machine, and give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Watched:
    """A page whose errors are noted, and every request that leaves ``base``."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self._base = base
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._base, *_INSIDE)):
            self.faults.append(f"request that leaves the site: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"answer {response.status}: {response.url}")

    def settle(self) -> None:
        """Wait until the page has drawn what it was asked to."""
        self.page.evaluate(_TWO_FRAMES)

    def look(self, scheme: str, width: int) -> None:
        """Show the page in the colours ``scheme``, ``width`` pixels wide."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme="dark" if scheme == "slate" else "light", reduced_motion="reduce")
        self.page.wait_for_function("scheme => document.body.dataset.mdColorScheme === scheme", arg=scheme)
        self.settle()


def obstacles(page: Page, *rules: str) -> list[str]:
    """Return what axe finds on ``page`` as it looks now, one line for each element; ``rules`` limits what it looks for."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(Axe().axe_script)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {node['target']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
