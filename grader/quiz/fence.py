"""The quiz in a page of Markdown: the formatter of a fence, for `pymdownx.superfences`.

    ```quiz
    bank: quiz.yml             a file, as seen from lessons/; this is the default
    topics: [EarlyStopping]    all topics, unless named
    pages: "{page}.html"       how a page of the lessons is addressed from this one
    ```

It needs neither a plugin nor a hook, so every generator that renders fences renders the quiz.
"""

from __future__ import annotations

from typing import Any

import yaml
from pymdownx.superfences import SuperFencesException

from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean
from grader.kit.paths import find_kit
from grader.quiz.page import PAGES, bank_html
from grader.quiz.read import bank_of

_KEYS = ("bank", "topics", "pages")


def render(source: str, language: str, css_class: str, options: Any, md: Any, **others: Any) -> str:
    """Return the HTML of the quiz that the fence asks for; raises SuperFencesException, which ends the build."""
    try:
        return _html(_wishes(source))
    except KitError as error:
        # Every other exception would be swallowed, and the reader would see the source of the fence.
        raise SuperFencesException(error.message) from error


def _wishes(source: str) -> dict[str, Any]:
    try:
        wishes = yaml.safe_load(source) or {}
    except yaml.YAMLError as error:
        raise KitError(f"A quiz fence holds keys and values in YAML, and this is none: {error}.") from error
    if not isinstance(wishes, dict):
        raise KitError(f"A quiz fence holds keys and values, as in `bank: quiz.yml`; received: {source.strip()}")
    for key in wishes:
        if key not in _KEYS:
            raise KitError(f"A quiz fence knows no `{key}`.{did_you_mean(str(key), _KEYS)}")
    return wishes


def _html(wishes: dict[str, Any]) -> str:
    kit = find_kit()
    path = kit.root / "lessons" / str(wishes.get("bank", "quiz.yml"))
    topics = wishes.get("topics", [])
    bank = bank_of(kit, path).about([topics] if isinstance(topics, str) else topics)
    return bank_html(bank, str(wishes.get("pages", PAGES)))
