"""Banks and questions that tests make."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from grader.quiz.bank import Bank, Option, Question
from grader.quiz.markup import to_html

SAMPLE = Path(__file__).with_name("sample.yml")


def subsets(question: Question) -> Iterator[tuple[str, ...]]:
    """Yield every combination of ticks, the empty one included."""
    ids = [option.id for option in question.options]
    for size in range(len(ids) + 1):
        yield from combinations(ids, size)


def document(**changes: Any) -> dict[str, Any]:
    """Return a bank of one sound question as YAML gives it, with ``changes`` to that question; None removes a key."""
    question = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))["questions"][0] | changes
    kept = {key: value for key, value in question.items() if value is not None}
    return {"format_version": 1, "title": "Made", "questions": [kept]}


def write(path: Path, content: Any) -> Path:
    """Write ``content`` as YAML and return the path."""
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return path


# Signs that mean something to Markdown, HTML, XML, GIFT or text2qti, among ordinary words.
_SIGNS = st.sampled_from(
    [*"~=#{}:\\$*_`<>&\"'%[]()!|-+.", "\n", "\n\n", "\\n", "\\\\", "//", "####", "->", "::", "&&058;"]
)
_TEXTS = st.lists(
    st.one_of(_SIGNS, st.sampled_from(["a", "fit", "loss", " ", "é", "x[0]", "1.", "[html]"])), max_size=12
)
_WORDS = _TEXTS.map(lambda parts: "x" + "".join(parts) + "x")
_BLOCKS = _TEXTS.map(lambda parts: "Look:\n\n```python\n" + "".join(parts).replace("```", "") + "\n```")
TEXTS = st.one_of(_WORDS, _BLOCKS)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Draw a question of 2 to 5 options with troublesome texts, at least one of them correct."""
    count = draw(st.integers(2, 5))
    correct = draw(st.lists(st.booleans(), min_size=count, max_size=count).filter(any))
    texts = draw(st.lists(TEXTS, min_size=count, max_size=count, unique_by=to_html))
    options = tuple(Option("abcde"[place], texts[place], correct[place], draw(TEXTS)) for place in range(count))
    return Question("made-one", "Topic", "Objective.", draw(TEXTS), options, "study-notes#custom-callbacks")


def bank_with(question: Question) -> Bank:
    """Return a bank of one question."""
    return Bank("Made", (question,))
