"""In Jupyter: a cell that grades the answer cell and shows the report as a card.

    from grader.notebook import begin
    check = begin("02_detect_overfitting")

Then ``check("02_detect_overfitting")`` shows the card and returns the points as a plain float.
"""

from __future__ import annotations

from grader.notebook.session import begin

__all__ = ["begin"]
