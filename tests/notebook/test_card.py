"""A card shows what a learner needs, escapes what they wrote, and reads without a script."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from grader.notebook.card import card, sentence
from tests.picture.made import picture

EVIL = "<script>alert('x')</script>"


def _check(**changes: Any) -> dict[str, Any]:
    found = {
        "name": "test_a",
        "title": "It stops.",
        "status": "failed",
        "score": 0.0,
        "max_score": 2.0,
        "message": "expected: 3 epochs\nseen: 5\nwhy: Time is dear.",
        "line": 2,
        "lesson": "day-27#early-stopping",
    }
    return found | changes


def _report(*checks: dict[str, Any], **changes: Any) -> dict[str, Any]:
    found = {
        "exercise": "00_first_callback",
        "title": "First callback",
        "status": "failed",
        "score": 1.0,
        "max_score": 3.0,
        "checks": list(checks),
        "message": "",
        "line": None,
        "output": "",
        "seed": 7,
        "versions": {"kit": "1.0"},
        "hints": ["Look at `fit`.", "```python\nx < 1\n```"],
    }
    return found | changes


class _Tags(HTMLParser):
    """Collects elements, and holds that each is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.deepest = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.seen.append((tag, dict(attrs)))
        self.open.append(tag)
        self.deepest = max(self.deepest, self.open.count("details"))

    def handle_endtag(self, tag: str) -> None:
        """Hold that it closes what was opened last."""
        assert self.open.pop() == tag


def test_a_failed_check_says_all() -> None:
    """Expected, seen, why, the learner's own line and where to read on are there, in HTML and in plain text."""
    shown = card(_report(_check(), _check(status="passed", title="It runs.", score=1.0)), "import keras\nbad = 1\n")

    for words in ("3 epochs", "Time is dear.", "2: bad = 1", "lessons/day-27.md, early stopping", "1 of 3 points"):
        assert words in shown.html
        assert words in shown.text
    assert "✓ passed: It runs. (1 of 2)" in shown.text
    assert "Seed 7, kit 1.0" in shown.html


def test_nothing_that_a_learner_wrote_becomes_html() -> None:
    """What was printed, seen or written as code stays text."""
    check = _check(message=f"expected: a\nseen: {EVIL}\nwhy: b", line=1, title=EVIL)
    shown = card(_report(check, message=EVIL, output=EVIL, title=EVIL), EVIL, EVIL)

    assert "<script" not in shown.html
    assert shown.html.count("&lt;script&gt;") >= 6
    assert "<script" not in sentence(EVIL).html


def test_code_in_a_sentence_is_code() -> None:
    """What stands between backticks is set apart, and escaped like everything else."""
    shown = card(_report(_check(title="`fit(<x>)` is called.")))

    assert "<code>fit(&lt;x&gt;)</code> is called." in shown.html
    assert "`fit(<x>)` is called." in shown.text


def test_it_is_whole_html_without_a_script_or_an_address() -> None:
    """Each element is closed, nothing runs and nothing is fetched."""
    shown = card(_report(_check(), _check()))
    tags = _Tags(shown.html)

    assert tags.open == []
    assert {tag for tag, _ in tags.seen}.isdisjoint({"script", "img", "link", "a", "iframe"})
    assert not any(name.startswith("on") for _, attributes in tags.seen for name in attributes)
    assert ("section", {"class": "cbd", "aria-label": "Report"}) in tags.seen


def test_where_the_lessons_are_served_the_card_leads_there() -> None:
    """A learner who has only a notebook has no files to read on in."""
    tags = _Tags(card(_report(_check()), lessons="https://example.org/kit/").html)
    links = [attributes["href"] for tag, attributes in tags.seen if tag == "a"]

    assert links == ["https://example.org/kit/day-27.html#early-stopping"]


def test_the_first_failure_is_open_and_hints_come_one_after_the_other() -> None:
    """Each hint lies inside the one before, so that nobody reads the last one first."""
    tags = _Tags(card(_report(_check(), _check())).html)
    details = [attributes for tag, attributes in tags.seen if tag == "details"]

    assert ["open" in one for one in details] == [True, False, False, False]
    assert tags.deepest == 2


def test_full_points_need_no_hints() -> None:
    """A passed exercise shows neither hints nor what it printed."""
    shown = card(_report(_check(status="passed", score=2.0), status="passed", output="epoch 1"))

    assert "Hint" not in shown.html
    assert "epoch 1" not in shown.html


def test_what_cannot_be_read_is_told_with_its_line() -> None:
    """A syntax error is one sentence and the line; there are no verdicts to list."""
    report = _report(_check(), status="invalid", message="Python cannot read the answer cell, line 2", line=2)
    shown = card(report, "a\nclass X(:\n")

    assert "Your line: 2: class X(:" in shown.text
    assert "It stops." not in shown.text


def test_a_fault_of_the_kit_is_said_to_be_one() -> None:
    """No learner is blamed for it."""
    shown = card(_report(_check(status="harness_error", message="lost"), status="harness_error"))

    assert "costs you nothing" in shown.html
    assert "fault of the kit" in shown.text


def test_it_is_shown_as_both() -> None:
    """Front ends choose between HTML and text."""
    shown = sentence("Hello.")

    assert shown._repr_mimebundle_() == {"text/html": shown.html, "text/plain": "Hello."}
    assert repr(shown) == "Hello."


def test_the_run_that_failed_is_drawn() -> None:
    """The picture that came with the report stands on the card; without one there is no empty place for it."""
    shown = card(_report(_check(), picture=picture().told().to_json())).html

    assert "<svg" in shown
    assert "What your callbacks did" in shown
    assert _Tags(shown).open == []
    assert "What your callbacks did" not in card(_report(_check(), picture=None)).html


def test_a_misconception_is_named() -> None:
    """What it looks like, why, where to read on and a question on the idea, in both; nothing of it where nobody knows."""
    found = {"id": "late", "message": "it is <late>.", "explanation": "Patience counts.", "quiz": "stop-training"}
    known = card(_report(_check(), diagnosis=found | {"lesson": "day-27#early-stopping"}))

    assert "What it looks like: it is &lt;late&gt;.</strong> Patience counts." in known.html
    assert "lessons/day-27.md, early stopping.\n" in known.html
    assert "A question on the same idea: <code>grader quiz --question stop-training</code></p>" in known.html
    lines = known.text.splitlines()
    first = lines.index("What it looks like: it is <late>. Patience counts.")
    assert lines[first + 1].split(maxsplit=2) == ["read", "on", "lessons/day-27.md, early stopping"]
    assert lines[first + 2].split(maxsplit=1) == ["quiz", "grader quiz --question stop-training"]
    assert "What it looks like" not in card(_report(_check(), diagnosis=None)).html


def test_a_misconception_may_have_no_question() -> None:
    """Where the quiz has no question on the same idea, no line is empty and nothing is offered."""
    found = {"id": "late", "message": "it is late.", "explanation": "Patience counts.", "quiz": None}
    known = card(_report(_check(), diagnosis=found | {"lesson": "day-27#early-stopping"}))

    assert "A question on the same idea" not in known.html
    lines = known.text.splitlines()
    after = lines.index("What it looks like: it is late. Patience counts.") + 1
    assert lines[after].split(maxsplit=2)[:2] == ["read", "on"]
    assert "quiz" not in known.text


def test_what_protected_the_computer_is_told() -> None:
    """A card names the layers that were in force, in both forms, and nothing where no code was run."""
    known = card(_report(_check(), protections=["limits", "namespaces"]))

    assert "Protected by namespaces; not active here: landlock, seccomp." in known.html
    assert "Protected by namespaces; not active here: landlock, seccomp." in known.text
    assert "rotected" not in card(_report(_check(), protections=[])).html
