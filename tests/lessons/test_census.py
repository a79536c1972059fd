"""No Python block of a page escapes: what a reader sees as Python is run, or says why not."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from sybil import Document, Region
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

from tests.lessons import fences
from tests.lessons.fences import Fence, fences_of
from tests.lessons.rendered import blocks_of, tidy
from tests.lessons.sources import CODE, LESSONS, ROOT, documents, name_of

_STATEMENT = re.compile(r'^--8<-- "(?P<place>[^"]+\.md)"$', re.MULTILINE)
_TELLING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


@pytest.mark.parametrize("path", documents(), ids=name_of)
def test_what_is_shown_is_run(path: Path) -> None:
    """The blocks that are shown as Python are those that the runner finds, word for word."""
    assert faults_of(path.read_text(encoding="utf-8"), path) == []


def faults_of(text: str, path: Path = LESSONS / "page.md") -> list[str]:
    """Return what is wrong with the code of a page, as sentences."""
    found = fences_of(text, str(path))
    whole = [*found, *(fence for place in _STATEMENT.findall(text) for fence in _fences_at(place))]
    blocks = blocks_of(text)
    run = Counter(code for fence in whole for code in _shown(fence))
    shown = Counter(block.code for block in blocks if block.is_python)
    return [
        *(f"shown as Python, but not found by the runner:\n{code}" for code in shown - run),
        *(f"found by the runner, but not shown as Python:\n{code}" for code in run - shown),
        *(
            f"Python in a block that is not marked as Python:\n{b.code}"
            for b in blocks
            if not b.is_python and _tells(b.code)
        ),
        *(fault for fence in found for fault in _faults(fence)),
    ]


def _fences_at(place: str) -> list[Fence]:
    for base in (LESSONS, ROOT):
        if (base / place).is_file():
            return fences_of((base / place).read_text(encoding="utf-8"), place)
    return []


def _shown(fence: Fence) -> list[str]:
    """Return what a reader must see of ``fence``: its code, or the code that it includes."""
    if not fence.included:
        return [tidy(fence.code)]
    return [block.code for block in blocks_of(f"```python\n{fence.code}```\n")]


def _tells(code: str) -> bool:
    """Tell whether ``code`` is a program of Python; a lone expression may be anything."""
    try:
        return any(isinstance(node, _TELLING) for node in ast.walk(ast.parse(code)))
    except SyntaxError:
        return False


def _faults(fence: Fence) -> Iterable[str]:
    for place in fence.included:
        file = LESSONS / place.partition(":")[0]
        if not file.is_relative_to(CODE) or not file.is_file():
            yield f"line {fence.line}: {place} is not below lessons/code, where files are run"
    if fence.not_run and len(fence.not_run.split()) < 3:
        yield f"line {fence.line}: `{fence.not_run}` is no reason for not running the code"
    if fence.raises and not fence.raises.isidentifier():
        yield f"line {fence.line}: `{fence.raises}` is not the name of an exception"


SEEN = {
    "plain": "```python\nx = 1\n```\n",
    "title": '```python title="x.py" hl_lines="1"\nx = 1\n```\n',
    "braces": '``` {.python linenums="1"}\nx = 1\n```\n',
    "short name": "``` py\nx = 1\n```\n",
    "tildes": "~~~python\nx = 1\n~~~\n",
    "in a tab": '=== "One"\n\n    ```python\n    x = 1\n    ```\n',
    "in a box in a list": "- a\n\n    !!! note\n        ```python\n        if True:\n            x = 1\n        ```\n",
    "after a comment": "<!-- raises: TypeError -->\n```python\nint(None)\n```\n",
    "shown as text of a fence": "~~~~markdown\n```python\nx = 1\n```\n~~~~\n",
    "a command": "```text\ngrader check 02\n```\n",
}
ESCAPED = {
    "a console": "```pycon\n>>> 1\n```\n",
    "an id before the language": "``` {#one .python}\nx = 1\n```\n",
    "html": '<pre><code class="language-python">x = 1</code></pre>\n',
    "no language": "```\nimport keras\n```\n",
    "indented": "text\n\n    import keras\n",
    "called text": "```text\ndef f():\n    return 1\n```\n",
    "in a comment": "<!--\n```python\nx = 1\n```\n-->\n",
    "a header that is shown as text": "```python no such option\nx = 1\n```\n",
    "a reason that is none": "<!-- not run: slow -->\n\n```python\nx = 1\n```\n",
    "a file that is not run": '```python\n--8<-- "grader/__init__.py"\n```\n',
}


@pytest.mark.parametrize("text", SEEN.values(), ids=SEEN.keys())
def test_ways_to_write_a_block(text: str) -> None:
    """However a block is written, the runner finds it."""
    assert faults_of(text) == []


@pytest.mark.parametrize("text", ESCAPED.values(), ids=ESCAPED.keys())
def test_ways_to_escape_are_red(text: str) -> None:
    """A block that the runner would pass over in silence is named."""
    assert faults_of(text)


def test_a_blind_runner_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    """A runner that does not know titles, as that of Sybil, would miss blocks: the census says so."""

    def blind(document: Document) -> Iterable[Region]:
        for region in FencedCodeBlockLexer("python")(document):
            yield Region(region.start, region.end, Fence(1, str(region.lexemes["source"])), fences.evaluate)

    monkeypatch.setattr(fences, "python_fences", blind)

    assert faults_of(SEEN["plain"]) == []
    (fault,) = faults_of(SEEN["title"])
    assert "not found by the runner" in fault
