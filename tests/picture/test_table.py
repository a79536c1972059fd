"""A timeline as a table."""

from __future__ import annotations

import math
from xml.etree import ElementTree

from grader.picture.observe import observe
from grader.picture.table import table
from grader.picture.timeline import Timeline
from tests.picture.made import run_of, too_long, too_short


def _rows(timeline: Timeline) -> list[list[str]]:
    tree = ElementTree.fromstring(table(timeline, "A & B"))
    return [["".join(cell.itertext()) for cell in row] for row in tree.iter("tr")]


def test_it_says_all_that_the_figure_shows() -> None:
    """A row for each epoch: curves, rate, what happened, what should have; the first difference is named."""
    head, *rows = _rows(too_long())

    assert head == ["epoch", "loss", "val_loss", "learning rate", "happened", "should have happened"]
    assert rows[3] == ["4 ← first difference", "0.5", "0.95", "0.01", "", "training ends after epoch 4"]
    assert rows[4][-2] == "training ends after epoch 5, its last one"


def test_epochs_that_were_not_trained_say_so() -> None:
    """They show what the script held for them, and no rate."""
    rows = _rows(too_short())

    assert rows[4] == ["4", "0.5", "0.95", "", "not trained", ""]


def test_without_an_oracle_there_is_no_column_for_it() -> None:
    """Nothing is said about what should have happened; NaN is a word."""
    run = run_of([math.nan])
    head, row = _rows(observe(run, run.fit))

    assert head[-1] == "happened"
    assert row[2] == "NaN"


def test_names_and_words_are_escaped() -> None:
    """A metric can be called anything."""
    timeline = Timeline(ran=1, curves={"<b>": [1.0]}, rates=[0.1])

    assert "<b>" not in table(timeline, "<i>")
    assert "<i>" not in table(timeline, "<i>")
