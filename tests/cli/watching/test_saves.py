"""Which changes of a file count as a save."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles

from grader.cli.watching.events import Event, Saved
from grader.cli.watching.saves import Saves

PATIENCE = 60


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the learner's file in a folder of its own."""
    path = tmp_path / "exercises" / "00_first_callback" / "exercise.py"
    path.parent.mkdir(parents=True)
    path.write_text("x = 1\n")
    return path


@pytest.fixture
def events() -> queue.Queue[Event]:
    """Return the queue of the loop."""
    return queue.Queue()


@pytest.fixture
def saves(file: Path, events: queue.Queue[Event]) -> Iterator[Saves]:
    """Return a watch over the file, which ends with the test."""
    one = Saves(file.parents[1], file, events.put)
    yield one
    one.close()


@pytest.mark.usefixtures("saves")
def test_a_save_is_seen(file: Path, events: queue.Queue[Event]) -> None:
    """Writing to the file, and replacing it as some editors do, are both saves."""
    file.write_text("x = 2\n")
    assert events.get(timeout=PATIENCE) == Saved()

    other = file.with_suffix(".new")
    other.write_text("x = 3\n")
    other.replace(file)
    assert events.get(timeout=PATIENCE) == Saved()


def test_the_same_content_is_no_save(file: Path, saves: Saves, events: queue.Queue[Event]) -> None:
    """Touching a file, or saving it unchanged, grades nothing again; neither does another file."""
    saves.close()
    file.write_text("x = 1\n")
    (file.parent / "notes.txt").write_text("x")

    saves.look()

    assert events.empty()


def test_another_file_can_be_followed(file: Path, saves: Saves, events: queue.Queue[Event]) -> None:
    """After a move to the next exercise, its file counts and the old one does not; both begin as seen."""
    saves.close()
    other = file.with_name("other.py")
    other.write_text("y = 1\n")
    saves.follow(other)
    file.write_text("x = 2\n")
    saves.look()
    assert events.empty()

    other.write_text("y = 2\n")
    saves.look()
    assert events.get_nowait() == Saved()


def test_a_file_that_went_away_is_a_change(file: Path, saves: Saves, events: queue.Queue[Event]) -> None:
    """The learner is told that the file is missing, and it is graded when it is back."""
    saves.close()
    text = file.read_text()
    file.unlink()
    saves.look()
    file.write_text(text)
    saves.look()

    assert [events.get_nowait(), events.get_nowait()] == [Saved(), Saved()]


def test_without_file_events_the_file_is_looked_at(
    file: Path, events: queue.Queue[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system cannot watch files, a save is found all the same."""

    def none_left(*_: object, **__: object) -> None:
        raise OSError("inotify watch limit reached")

    monkeypatch.setattr(watchfiles, "watch", none_left)
    one = Saves(file.parents[1], file, events.put)
    file.write_text("x = 2\n")

    assert events.get(timeout=PATIENCE) == Saved()
    one.close()


def test_a_watch_that_stays_silent(file: Path, events: queue.Queue[Event], tmp_path: Path) -> None:
    """On some network file systems the watch begins and no event ever comes, as here: the file is looked at all the same."""
    silent = tmp_path / "another folder"
    silent.mkdir()
    one = Saves(silent, file, events.put)

    for text in ("x = 2\n", "x = 3\n"):
        file.write_text(text)
        assert events.get(timeout=PATIENCE) == Saved()
    one.close()
