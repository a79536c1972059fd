"""Fences do what their page says."""

from __future__ import annotations

import pytest

from tests.lessons.fences import FenceError, fences_of, parse


def _run(text: str) -> dict[str, object]:
    document = parse(text, "page.md")
    for example in document:
        example.evaluate()
    return document.namespace


def test_one_namespace_from_top_to_bottom() -> None:
    """A later fence sees what an earlier one made."""
    assert _run("```python\nx = 1\n```\n\ntext\n\n```python\ny = x + 1\n```\n")["y"] == 2


def test_an_exception_that_was_announced() -> None:
    """It must come, and it must be that one."""
    raises = "<!-- raises: TypeError -->\n\n```python\n{}\n```\n"

    _run(raises.format("int(None)"))
    with pytest.raises(FenceError, match="must raise TypeError"):
        _run(raises.format("int(1)"))
    with pytest.raises(ValueError, match="invalid literal"):
        _run(raises.format("int('x')"))


def test_an_announcement_holds_for_the_next_fence_only() -> None:
    """A fence further down is an ordinary one."""
    first, second = fences_of(
        "<!-- raises: TypeError -->\n```python\nint(None)\n```\n\ntext\n\n```python\nx = 1\n```\n"
    )

    assert (first.raises, second.raises) == ("TypeError", None)


def test_a_fence_that_is_not_run() -> None:
    """It has a reason, and leaves no trace."""
    text = "<!-- not run: needs a second machine -->\n```python\nx = 1\n```\n"

    assert [fence.not_run for fence in fences_of(text)] == ["needs a second machine"]
    assert "x" not in _run(text)


def test_included_code_is_not_run_again() -> None:
    """A fence that shows a part of a file names the file."""
    (fence,) = fences_of('```python\n--8<-- "code/day-27/train.py:fit"\n```\n')

    assert fence.included == ("code/day-27/train.py:fit",)


def test_code_and_includes_do_not_mix() -> None:
    """Half of such a fence would not be run."""
    with pytest.raises(FenceError, match="either code or lines such as"):
        fences_of('```python\nx = 1\n--8<-- "code/a.py:b"\n```\n')


def test_a_traceback_shows_the_line_of_the_page() -> None:
    """The code stands at its own lines."""
    with pytest.raises(ZeroDivisionError) as caught:
        _run("# Title\n\ntext\n\n```python\nx = 1\nx / 0\n```\n")

    assert caught.traceback[-1].lineno + 1 == 7
