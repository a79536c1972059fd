"""What a submission printed, made harmless."""

from __future__ import annotations

from grader.kit.printed import clean


def test_a_terminal_cannot_be_driven() -> None:
    """Colours, cursor movements and bells of a progress bar, or of a prankster, are removed."""
    assert clean("\x1b[31mred\x1b[0m\x1b[2J\x07 1/2\x08\x08\x08\r\n") == "red 1/2\r\n"
