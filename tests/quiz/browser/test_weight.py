"""What the page weighs."""

from __future__ import annotations

from pathlib import Path

from grader.kit.paths import Kit
from grader.quiz.bank import Bank
from grader.quiz.page import bank_html
from tests.quiz.browser.conftest import Open

LIMIT = 300_000


def test_the_page_of_the_lessons_is_light(open_page: Open, built: Path, sample: Bank, lesson_bank: Bank) -> None:
    """Everything that a browser loads for it, uncompressed and without fonts, stays below 300 kB."""
    quiz = open_page()
    loaded = quiz.page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    files = [built] + [Path(one.removeprefix("file://")) for one in loaded if one.startswith("file:")]

    ours = len(bank_html(lesson_bank).encode()) - len(bank_html(sample).encode())

    assert sum(file.stat().st_size for file in files) + ours < LIMIT
    assert {"quiz.js", "quiz.css"} <= {file.name for file in files}


def test_the_script_needs_nothing_else(source_kit: Kit) -> None:
    """One script and one style sheet, without imports and without addresses of other machines."""
    for name in ("quiz.js", "quiz.css"):
        text = (source_kit.root / "site" / "assets" / name).read_text(encoding="utf-8")
        assert "import " not in text
        assert "@import" not in text
        assert "//" not in text.replace("// ", "")
