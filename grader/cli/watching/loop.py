"""The loop of `grader watch`: one event after the other decides what is graded and shown."""

from __future__ import annotations

import queue
from collections.abc import Callable

from grader.catalogue import Exercise, all_exercises
from grader.cli.hint import show_hint
from grader.cli.overview import next_exercise
from grader.cli.watching.events import Event, Failed, Graded, Judged, Pressed, Said, Saved
from grader.cli.watching.saves import Saves
from grader.cli.watching.screen import KEYS, Screen
from grader.cli.watching.worker import Worker
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.picture.kept import remember
from grader.report import Report
from grader.report.progress import read_progress


class Loop:
    """Watches over ``exercise`` until the learner quits."""

    def __init__(self, kit: Kit, exercise: Exercise, worker: Worker, saves: Saves, screen: Screen) -> None:
        self._kit, self._exercise = kit, exercise
        self._worker, self._saves, self._screen = worker, saves, screen
        self._quit = False
        self._keys: dict[str, Callable[[], None]] = {
            "n": self._next,
            "h": self._hint,
            "l": screen.list,
            "r": self._grade,
            "q": self._end,
        }

    def run(self, events: queue.Queue[Event]) -> None:
        """Grade the file as it is, then take events until the learner quits."""
        self._grade()
        while not self._quit:
            try:
                self.take(events.get(timeout=1))
            except queue.Empty:  # Windows hears Ctrl-C only between two waits
                continue

    def take(self, event: Event) -> None:
        """Act on one event; those of a grading that was stopped are passed over."""
        match event:
            case Saved():
                self._grade()
            case Pressed(key):
                self._press(key)
            case Said(sentence):
                self._screen.say(sentence)
            case Judged(number, result) if number == self._worker.number:
                self._screen.tell(result)
            case Graded(number, report) if number == self._worker.number:
                self._conclude(report)
            case Failed(number, sentence) if number == self._worker.number:
                self._screen.say(sentence)
                self._screen.wait()

    def _grade(self) -> None:
        self._screen.begin(self._exercise)
        self._worker.grade(self._exercise)

    def _conclude(self, report: Report) -> None:
        full = report.status == "passed"
        try:
            remember(self._kit, [report])
        except KitError as error:
            self._screen.say(error.message)
        self._screen.conclude(report, "Full points. n brings you to the next exercise." if full else "")

    def _press(self, key: str) -> None:
        if key in self._keys:
            self._keys[key]()
        elif key.strip():
            self._screen.say(f"`{key}` is no key of this screen: {', '.join(KEYS)}.")

    def _next(self) -> None:
        following = next_exercise(all_exercises(self._kit), read_progress(self._kit), after=self._exercise)
        if following is None:
            self._screen.say("There is no other exercise without full points.")
            return
        self._exercise = following
        self._saves.follow(following.submission)
        self._grade()

    def _hint(self) -> None:
        try:
            show_hint(self._kit, self._exercise, self._screen.console)
        except KitError as error:
            self._screen.say(error.message)

    def _end(self) -> None:
        self._quit = True
