"""The built site as a reader's browser gets it: anchors, links, and what pages load."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

# Elements whose address the browser fetches by itself, with the attributes that hold it.
_LOADS = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
# Links of the head that say something of the page and are not fetched.
_SAID = {"canonical", "next", "prev", "alternate"}


@dataclass
class Page:
    """One page: its anchors, its links, and the addresses that it loads."""

    path: Path
    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value for name, value in attrs if value}
        self.page.anchors.update(found[name] for name in ("id", "name") if name in found)
        if tag == "a" and "href" in found:
            self.page.links.append(found["href"])
        if tag in _LOADS and not set(found.get("rel", "").split()) & _SAID:
            self.page.loads += [found[name] for name in _LOADS[tag] if name in found]


@functools.cache
def read_page(path: Path) -> Page:
    """Return the page in the file ``path``."""
    page = Page(path)
    _Reader(page).feed(path.read_text(encoding="utf-8"))
    return page


def pages_of(site: Path) -> list[Page]:
    """Return every page of the site in the folder ``site``."""
    return [read_page(path) for path in sorted(site.rglob("*.html"))]


def is_outside(address: str) -> bool:
    """Tell whether ``address`` leads away from the site."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in ("http", "https", "ftp", "ws", "wss")


def broken(site: Path, page: Page, link: str) -> str | None:
    """Return what is wrong with a link or address of ``page``, or None when it leads to something in ``site``."""
    if urlsplit(link).scheme or is_outside(link):
        return None
    address, anchor = urldefrag(link)
    # The page of errors is shown at any address, so its own addresses begin at the root.
    start = site if address.startswith("/") else page.path.parent
    target = (start / unquote(address).lstrip("/")).resolve() if address else page.path
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file():
        return f"{page.path.relative_to(site)}: {link} leads to no file"
    if anchor and target.suffix == ".html" and unquote(anchor) not in read_page(target).anchors:
        return f"{page.path.relative_to(site)}: {link} leads to no anchor"
    return None
