"""What the site weighs and how long it takes to build: `make bench`.

Weight is what a browser loads for a page, with everything that the page names, before and after compression. The first
row is a page of plain text: nearly all of its weight is the theme's.
"""

from __future__ import annotations

import gzip
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urldefrag

from grader.kit.paths import find_kit
from tests.lessons.built import is_outside, read_page

REPEATS = 5
PAGES = ("threat-model.html", "index.html", "quiz.html", "lab.html", "day-27.html", "exercises/06_cats_vs_dogs.html")


def main() -> None:
    """Build the site several times, then weigh some of its pages."""
    root = find_kit().root
    with tempfile.TemporaryDirectory(prefix="cbd-") as folder:
        site = Path(folder) / "site"
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        seconds = [_timed(build, root) for _ in range(REPEATS)]
        bare = _timed([sys.executable, "-c", "import mkdocs.__main__"], root)
        count = sum(1 for _ in site.rglob("*.html"))
        print(f"\nthe site: {count} pages, {sum(map(_size, site.rglob('*'))) / 1e6:.1f} MB in all")
        middle = statistics.median(seconds)
        print(f"  build, median of {REPEATS}: {middle:.2f} s, {middle / bare:.1f} times an import of MkDocs alone")
        _weigh(site)


def _weigh(site: Path) -> None:
    rows = {name: _weight(site / name) for name in PAGES if (site / name).is_file()}
    base = next(iter(rows.values()))[1]
    print(f"  {'page':34} {'itself':>10} {'with all that it loads':>24} {'compressed':>12} {'ratio':>6}")
    for name, (own, whole, small) in rows.items():
        print(f"  {name:34} {own / 1e3:7.0f} kB {whole / 1e3:21.0f} kB {small / 1e3:9.0f} kB {whole / base:6.2f}")


def _weight(path: Path) -> tuple[int, int, int]:
    """Return the bytes of a page, of the page with what it loads, and of the latter compressed one by one."""
    inside = (urldefrag(load)[0] for load in read_page(path).loads if not is_outside(load))
    files = {path, *filter(Path.is_file, ((path.parent / load.partition("?")[0]).resolve() for load in inside))}
    texts = [file.read_bytes() for file in files]
    return path.stat().st_size, sum(map(len, texts)), sum(len(gzip.compress(text, mtime=0)) for text in texts)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _timed(command: list[str], root: Path) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
