"""Looks at every figure that a submission draws, shows or closes, whichever of matplotlib's ways it took."""

from __future__ import annotations

import functools
import inspect
import itertools
import weakref
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib import _pylab_helpers, pyplot
from matplotlib.figure import Figure

from grader.child.animations import look_of
from grader.child.figures import Image, Text, digest_of, images_of, texts_of

MOST_LOOKS = 120


@dataclass
class Seen:
    """One look at a figure; ``figure`` tells figures apart, ``at`` is what the watcher's ``at`` was.

    ``how`` is ``drawn``, ``shown``, ``closed`` or ``left``: somebody asked, and it was there. ``look`` is that of what was
    drawn, as ``look_of`` gives it.
    """

    how: str
    at: Any
    figure: int
    texts: list[Text]
    images: list[Image]
    look: str | None


class Watcher:
    """Keeps what was seen of figures; ``at`` is noted with it: set it to what is going on.

    ``show_closes`` says what follows ``show``: a person closes the windows, as a notebook does by itself; or nothing, as
    on a machine without a screen.
    """

    def __init__(self) -> None:
        self.at: Any = None
        self.show_closes = False
        self.seen: list[Seen] = []
        self._numbers: weakref.WeakKeyDictionary[Figure, int] = weakref.WeakKeyDictionary()
        self._next = itertools.count()
        self._known: dict[int, int] = {}
        self._looks = 0

    def restart(self) -> None:
        """Forget what was seen, and close what is open."""
        _pylab_helpers.Gcf.destroy_all()
        self.at, self.seen, self._looks = None, [], 0
        self._numbers.clear()
        self._known.clear()

    def open(self) -> int:
        """Return the number of figures that are open."""
        return len(pyplot.get_fignums())

    def born(self, figure: Figure) -> None:
        """Take notice of ``figure``."""
        if figure not in self._numbers:
            self._numbers[figure] = next(self._next)

    def look(self, figure: Figure, how: str, renderer: Any = None) -> None:
        """Note what is in ``figure`` now, and what it looks like when ``renderer`` has just drawn it."""
        self.born(figure)
        number, texts, images = self._numbers[figure], texts_of(figure), images_of(figure)
        self._known[number] = digest_of(texts, images)
        self.seen.append(Seen(how, self.at, number, texts, images, self._look_of(renderer)))

    def look_around(self, how: str = "left") -> None:
        """Look at every figure that has changed since the last look at it."""
        for figure, number in list(self._numbers.items()):
            if self._known.get(number) != digest_of(texts_of(figure), images_of(figure)):
                self.look(figure, how)

    def look_at_open(self) -> None:
        """Look at every figure that is shown by ``show``."""
        for manager in _pylab_helpers.Gcf.get_all_fig_managers():
            self.look(manager.canvas.figure, "shown")

    def _look_of(self, renderer: Any) -> str | None:
        # matplotlib also draws with a renderer that it made blind, to learn how large things will be.
        if not hasattr(renderer, "buffer_rgba") or not inspect.ismethod(renderer.draw_text):
            return None
        self._looks += 1
        return look_of(np.asarray(renderer.buffer_rgba())) if self._looks <= MOST_LOOKS else None


def install(watcher: Watcher) -> None:
    """Have ``watcher`` see every figure for as long as this process lives.

    Do it before a submission is imported: it may import ``show`` by its name.
    """
    figure_class: Any = Figure
    made, draw, show_one, close = Figure.__init__, Figure.draw, Figure.show, pyplot.close

    @functools.wraps(made)
    def watched_made(figure: Figure, *args: Any, **kwargs: Any) -> None:
        made(figure, *args, **kwargs)
        watcher.born(figure)

    @functools.wraps(draw)
    def watched_draw(figure: Figure, renderer: Any, *args: Any, **kwargs: Any) -> Any:
        result = draw(figure, renderer, *args, **kwargs)
        watcher.look(figure, "drawn", renderer)
        return result

    @functools.wraps(show_one)
    def watched_show_one(figure: Figure, *args: Any, **kwargs: Any) -> None:
        if figure.canvas.manager is None:
            show_one(figure, *args, **kwargs)  # raises, and says why
        watcher.look(figure, "shown")

    @functools.wraps(pyplot.show)
    def watched_show(*_: Any, block: bool | None = None, **__: Any) -> None:
        watcher.look_at_open()
        if watcher.show_closes and block is not False:
            close("all")

    @functools.wraps(close)
    def watched_close(*args: Any, **kwargs: Any) -> None:
        watcher.look_around("closed")
        close(*args, **kwargs)

    figure_class.__init__, figure_class.draw, figure_class.show = watched_made, watched_draw, watched_show_one
    pyplot.show, pyplot.close = watched_show, watched_close
