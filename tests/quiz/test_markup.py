"""Markdown of the bank as HTML."""

from __future__ import annotations

from grader.quiz.markup import inline, lead_and_rest, to_html


def test_code_is_plain_for_an_lms() -> None:
    """No class and no span: an LMS has no style for them."""
    html = to_html("Look:\n\n```python\nif x < 1:\n    pass\n```")

    assert "if x &lt; 1:\n    pass" in html
    assert "<span" not in html


def test_code_is_coloured_for_the_page() -> None:
    """Pygments marks what the style sheet of the site colours."""
    assert '<span class="k">pass</span>' in to_html("```python\npass\n```", colours=True)


def test_a_single_paragraph_can_stand_in_a_line() -> None:
    """Its tags are dropped; two paragraphs stay as they are."""
    assert inline(to_html("one `x`")) == "one <code>x</code>"
    assert inline(to_html("one\n\ntwo")) == to_html("one\n\ntwo")


def test_a_legend_gets_the_first_paragraph_only() -> None:
    """What follows it, such as code, may not stand in a legend."""
    lead, rest = lead_and_rest(to_html("What is *this*?\n\n```\nx\n```\n\nSay."))

    assert lead == "What is <em>this</em>?"
    assert rest.startswith("<")
    assert "<p>Say.</p>" in rest
    assert lead_and_rest("<pre>x</pre>") == ("", "<pre>x</pre>")
