"""How long the callback lab takes from a moved slider to the redrawn curve: `make bench`.

In the shipped page, on a typed curve of 200 epochs, with the table shut and open. Two figures: until the script has
drawn and the browser has laid the page out, and until the browser has painted, which waits for the next frame of the
screen. Aim: drawn within 16 ms, the time between two frames.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page

from grader.kit.paths import find_kit
from tests.browsing import open_browser

EPOCHS = 200
REPEATS = 60
AIM_MS = 16
_MOVE = """async ({selector, values}) => {
  const slider = document.querySelector(selector);
  const painted = () => new Promise(done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const found = [];
  for (const value of values) {
    await painted();
    const began = performance.now();
    slider.value = value;
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    document.querySelector(".lab-figure svg").getBoundingClientRect();
    const drawn = performance.now();
    await painted();
    found.push([drawn - began, performance.now() - began]);
  }
  return found;
}"""


def main() -> None:
    """Build the site, open the lab as a file, and move a slider to and fro."""
    with tempfile.TemporaryDirectory(prefix="cbd-") as folder:
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder]
        subprocess.run(build, cwd=find_kit().root, check=True, capture_output=True)
        print(f"\nthe lab: from a moved slider to the redrawn curve of {EPOCHS} epochs, {REPEATS} moves (ms)")
        print(f"  {'':22} {'drawn, median':>14} {'slowest':>9} {'painted, median':>16}")
        with open_browser() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.goto(f"{(Path(folder) / 'lab.html').as_uri()}#{_state()}")
            _print_row("table shut", page)
            page.locator('.lab[data-view="stop"] summary').click()
            _print_row("table open", page)


def _state() -> str:
    values = " ".join(f"{1 / (1 + epoch / 20) + 0.05 * (epoch * 7919 % 13) / 13:.4f}" for epoch in range(EPOCHS))
    return urlencode({"lab": "stop", "run": "own", "own": values, "patience": 20, "shown": "true"})


def _print_row(name: str, page: Page) -> None:
    moves = {"selector": "#lab-stop-patience ~ input[type=range]", "values": [2 + n % 39 for n in range(REPEATS)]}
    drawn, painted = zip(*page.evaluate(_MOVE, moves), strict=True)
    middle = statistics.median(drawn)
    verdict = "" if middle < AIM_MS else f"  slower than the aim of {AIM_MS} ms"
    print(f"  {name:22} {middle:14.1f} {max(drawn):9.1f} {statistics.median(painted):16.1f}{verdict}")


if __name__ == "__main__":
    main()
