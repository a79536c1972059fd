"""What is seen of figures, whichever way they are drawn, shown and closed."""

from __future__ import annotations

import io
import sys
import types
from collections.abc import Iterator

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from grader.child.plotting import Watcher, install

PIXELS = np.arange(12).reshape(3, 4)


@pytest.fixture
def watcher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watcher]:
    """Return a watcher that is installed for as long as the test."""
    matplotlib.use("Agg")
    for owner, name in ((Figure, "__init__"), (Figure, "draw"), (Figure, "show"), (plt, "show"), (plt, "close")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    new = Watcher()
    install(new)
    yield new
    new.restart()


def _figure(text: str) -> Figure:
    figure = plt.figure(figsize=(2, 1))
    plt.imshow(PIXELS)
    plt.title(text)
    return figure


def _seen(watcher: Watcher) -> list[tuple[str, list[str]]]:
    return [(one.how, [text for text, _, _ in one.texts]) for one in watcher.seen]


def test_every_way_of_drawing_is_seen(watcher: Watcher) -> None:
    """The state of pyplot, a canvas of one's own and `savefig` are seen alike, with what the drawing looks like."""
    _figure("one")
    plt.savefig(io.BytesIO(), format="png")
    plt.gcf().canvas.draw()
    own = Figure()
    own.text(0.5, 0.5, "two")
    FigureCanvasAgg(own)
    own.canvas.draw()

    assert [how for how, _ in _seen(watcher)] == ["drawn"] * 4  # `plt.savefig` draws once more for the screen
    assert [texts for _, texts in _seen(watcher)] == [["one"]] * 3 + [["two"]]
    assert all(one.look for one in watcher.seen)
    assert len({one.figure for one in watcher.seen}) == 2


def test_a_measuring_drawing_has_no_look(watcher: Watcher) -> None:
    """Blind drawings measure how large things will be: nobody can have saved such a picture."""
    _figure("one").savefig(io.BytesIO(), format="png", bbox_inches="tight")

    assert [bool(one.look) for one in watcher.seen] == [False, True]


def test_show_sees_open_figures_alone(watcher: Watcher) -> None:
    """`show` by any name shows what is open at that moment; a closed figure is not shown."""
    _figure("closed before")
    plt.close()
    watcher.seen.clear()
    figure = _figure("one")
    importing = types.ModuleType("importing")
    sys.modules["importing"] = importing
    exec("from matplotlib.pyplot import show; show(); show(block=False)", vars(importing))
    figure.show()

    assert _seen(watcher) == [("shown", ["one"])] * 3
    assert watcher.open() == 1


def test_what_follows_show_can_be_chosen(watcher: Watcher) -> None:
    """Where showing closes, as windows and notebooks do, a call that does not wait closes nothing."""
    watcher.show_closes = True
    _figure("one")

    plt.show(block=False)
    assert watcher.open() == 1
    plt.show()
    assert watcher.open() == 0


def test_figures_that_nobody_drew_are_found_at_the_end(watcher: Watcher) -> None:
    """A figure that is closed, or still there, without ever being drawn is seen once for each change."""
    kept = _figure("closed")
    watcher.at = "an epoch"
    plt.close(kept)
    left = Figure()
    left.text(0, 0, "left")
    watcher.look_around()
    watcher.look_around()
    left.text(0, 0, "more")
    watcher.look_around()

    assert _seen(watcher) == [("closed", ["closed"]), ("left", ["left"]), ("left", ["left", "more"])]
    assert watcher.seen[0].at == "an epoch"
