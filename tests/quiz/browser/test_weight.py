"""What the page weighs."""

from __future__ import annotations

import gzip
from pathlib import Path

from grader.kit.paths import Kit
from grader.quiz.bank import Bank
from grader.quiz.page import bank_html
from tests.quiz.browser.conftest import Open

ASSETS = ("quiz.js", "quiz.css")


def test_the_page_of_the_lessons_is_light(open_page: Open, built: Path, lesson_bank: Bank) -> None:
    """Everything that a browser loads for it, as servers send it and without fonts, stays far below 300 kB."""
    files = {Path(one.removeprefix("file://")) for one in open_page().loaded if one.startswith("file:")}
    quiz = bank_html(lesson_bank).encode()

    assert {built.name, *ASSETS} <= {file.name for file in files}
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) + len(gzip.compress(quiz)) < 150_000


def test_the_quiz_itself_is_light(source_kit: Kit, lesson_bank: Bank) -> None:
    """Uncompressed: the questions with all explanations, the script and the style sheet together."""
    assets = source_kit.root / "site" / "assets"

    assert sum((assets / name).stat().st_size for name in ASSETS) < 40_000
    assert len(bank_html(lesson_bank).encode()) < 4_000 * len(lesson_bank.questions)


def test_the_script_needs_nothing_else(source_kit: Kit) -> None:
    """One script and one style sheet, without imports and without addresses of other machines."""
    for name in ASSETS:
        text = (source_kit.root / "site" / "assets" / name).read_text(encoding="utf-8")
        assert "import " not in text
        assert "@import" not in text
        assert "//" not in text.replace("// ", "")
