"""Lanes: runs of one submission that have nothing to do with each other, done at the same time where cores are free."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from grader.evidence import Evidence

Lane = list[str]


def lanes_of(cases: dict[str, dict[str, Any]], names: Iterable[str]) -> list[Lane]:
    """Return ``names`` by the ``lane`` of their cases; those without one come first, in a lane of their own.

    There is always one lane: a submission without any case is loaded all the same.
    """
    lanes: dict[str, Lane] = {"": []}
    for name in names:
        lanes.setdefault(cases[name].get("lane", ""), []).append(name)
    return [lane for lane in lanes.values() if lane] or [[]]


class Cores:
    """Counts the cores that nobody uses; safe to use from several threads."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._news = threading.Condition()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Use one core, free or not: this is what a command begins with."""
        self._change(-1)
        try:
            yield
        finally:
            self._change(1)

    def take(self, wanted: Callable[[], bool]) -> bool:
        """Wait until a core is free and take it, which ``give_back`` ends; False when it is not ``wanted`` any more."""
        with self._news:
            self._news.wait_for(lambda: self._free > 0 or not wanted())
            if not wanted():
                return False
            self._free -= 1
            return True

    def give_back(self) -> None:
        """End what ``take`` began."""
        self._change(1)

    def tell(self) -> None:
        """Have everybody who waits for a core think again whether they want it."""
        self._change(0)

    def _change(self, by: int) -> None:
        with self._news:
            self._free += by
            self._news.notify_all()


def run_lanes(lanes: list[Lane], run: Callable[[Lane], None], evidence: Evidence, cores: Cores) -> None:
    """Call ``run`` for each lane: in order here, and from the second on in other threads too, while cores are free.

    The other threads begin when the submission has been loaded, and only if it could be: nobody should fail twice. The
    first exception is raised again as soon as no lane is running any more; those that have not begun are left alone.
    """
    waiting, failures = deque(lanes), list[BaseException]()

    def wanted() -> bool:
        return bool(waiting) and not failures

    def next_lane() -> Lane | None:
        try:
            return waiting.popleft()
        except IndexError:  # another thread has just taken the last one
            return None

    def work() -> None:
        try:
            while wanted() and (lane := next_lane()) is not None:
                run(lane)
        except BaseException as failure:  # raised again below, by the thread that waits for all of them
            failures.append(failure)

    def help_out() -> None:
        evidence.wait(lambda: evidence.loaded.status != "not_run" or not wanted())
        if evidence.loaded.status == "loaded" and cores.take(wanted):
            try:
                work()
            finally:
                cores.give_back()

    helpers = [threading.Thread(target=help_out, daemon=True) for _ in lanes[1:]]
    with cores.taken():
        for helper in helpers:
            helper.start()
        work()
        evidence.tell()
        cores.tell()
        for helper in helpers:
            helper.join()
    if failures:
        raise failures[0]
