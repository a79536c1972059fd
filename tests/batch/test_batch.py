"""A class is graded: each submission once, whatever others do, and again only where there is a reason."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.batch import Batch, HandedIn, Result, grade_batch, read_results
from grader.batch.batch import due
from grader.batch.local import Local
from grader.catalogue import Exercise, find_exercise
from grader.judge import Attempt, Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "02_detect_overfitting"
FILES = {"cut": "cut.ipynb", "bytes": "bytes.py", "syntax": "syntax.py"}


class Counting:
    """An engine that runs nothing, and counts: what it is given is invalid, what `fails` names is the kit's fault."""

    def __init__(self, fails: str = "") -> None:
        self.fails, self.graded, self.at_once, self.most = fails, list[str](), 0, 0
        self._lock = threading.Lock()

    def attempt(self, exercise: Exercise, path: Path, seed: int) -> Attempt:
        """Return an attempt at once."""
        with self._lock:
            self.graded.append(path.stem)
        if path.stem == "missing":
            raise KitError("There is no file.")
        return Attempt(exercise, path, seed, "harness_error" if path.stem == self.fails else "invalid", "Told.")


def _class(folder: Path, *names: str) -> list[HandedIn]:
    for name in names:
        (folder / f"{name}.py").write_text(f"# {name}\n", encoding="utf-8")
    return [HandedIn(name, SLUG, folder / f"{name}.py") for name in names]


def _grade(kit: Kit, out: Path, handed_in: list[HandedIn], engine: Any, **options: Any) -> dict[str, Result]:
    batch = Batch.of(out) if (out / "batch.json").exists() else Batch.begin(out, seed=3)
    graders = Local([find_exercise(kit, SLUG)], engine, options.pop("workers", None))
    if options.pop("again", False):
        batch = Batch.again(out)
    waiting = list(due(batch, handed_in, read_results(out)))
    grade_batch(batch, out, waiting, graders, **options)
    return {student: result for (student, _), result in read_results(out).items()}


def test_every_submission_gets_one_result(source_kit: Kit, tmp_path: Path) -> None:
    """With the seed of the batch, whatever is wrong with one of them."""
    handed_in = _class(tmp_path, "ada", "bob", "cy")
    handed_in[1:1] = [
        HandedIn("none", SLUG, tmp_path / "missing.py"),
        HandedIn("torn", SLUG, tmp_path / "torn.zip", fault="The archive is broken."),
        HandedIn("what", "", tmp_path / "what.zip", fault="Which exercise?"),
    ]

    results = _grade(source_kit, tmp_path / "out", handed_in, Counting())

    assert sorted(results) == ["ada", "bob", "cy", "none", "torn", "what"]
    assert {result.report["seed"] for result in results.values()} == {3}
    assert {result.report["status"] for result in results.values()} == {"invalid"}
    assert [results[name].report["message"] for name in ("ada", "none", "torn", "what")] == [
        "Told.",
        "There is no file.",
        "The archive is broken.",
        "Which exercise?",
    ]


def test_only_what_lacks_a_verdict_is_graded_again(source_kit: Kit, tmp_path: Path) -> None:
    """A changed file, a fault of the kit, and what is new; with `again` everything."""
    handed_in = _class(tmp_path, "ada", "bob", "cy")
    assert _grade(source_kit, tmp_path / "out", handed_in, Counting(fails="cy"))["cy"].score is None
    (tmp_path / "ada.py").write_text("# changed\n", encoding="utf-8")
    handed_in += _class(tmp_path, "dora")

    second = Counting()
    results = _grade(source_kit, tmp_path / "out", handed_in, second)
    assert sorted(second.graded) == ["ada", "cy", "dora"]
    assert results["cy"].score == 0.0

    third = Counting()
    _grade(source_kit, tmp_path / "out", handed_in, third, again=True)
    assert sorted(third.graded) == ["ada", "bob", "cy", "dora"]


def test_few_are_in_memory_at_once(source_kit: Kit, tmp_path: Path) -> None:
    """A thousand submissions take no more memory than ten: they are looked at when there is room for them."""
    engine = Counting()
    looked_at: list[str] = []
    results: list[Result] = []

    def handed_in() -> Iterator[HandedIn]:
        for one in _class(tmp_path, *(f"s{n}" for n in range(50))):
            looked_at.append(one.student)
            yield one

    def told(result: Result) -> None:
        results.append(result)
        assert len(looked_at) - len(results) < 2 * 3

    out = tmp_path / "out"
    graders = Local([find_exercise(source_kit, SLUG)], engine, workers=3)  # type: ignore[arg-type]  # it stands in for one
    grade_batch(Batch.begin(out), out, handed_in(), graders, told=told)

    assert len(engine.graded) == 50


def test_an_interrupted_batch_goes_on(source_kit: Kit, tmp_path: Path) -> None:
    """What was told is on disk; nothing is graded twice, nothing is lost."""
    handed_in = _class(tmp_path, *(f"s{n}" for n in range(9)))

    told: list[str] = []

    def interrupt(result: Result) -> None:
        told.append(result.student)
        if len(told) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _grade(source_kit, tmp_path / "out", handed_in, Counting(), told=interrupt)
    assert list(read_results(tmp_path / "out")) == [(student, SLUG) for student in told]

    rest = Counting()
    assert sorted(_grade(source_kit, tmp_path / "out", handed_in, rest)) == [f"s{n}" for n in range(9)]
    assert sorted([*told, *rest.graded]) == [f"s{n}" for n in range(9)]


def test_one_that_hangs_keeps_nobody_waiting(source_kit: Kit, tmp_path: Path) -> None:
    """The verdicts of the others are on disk before it ends."""
    handed_in = _class(tmp_path, "hangs", *(f"s{n}" for n in range(5)))
    others_are_told = threading.Event()

    class Hanging(Counting):
        def attempt(self, exercise: Exercise, path: Path, seed: int) -> Attempt:
            if path.stem == "hangs":
                assert others_are_told.wait(60)
            return super().attempt(exercise, path, seed)

    def told(result: Result) -> None:
        if len(read_results(tmp_path / "out")) == 5:
            others_are_told.set()

    results = _grade(source_kit, tmp_path / "out", handed_in, Hanging(), workers=2, told=told)

    assert list(results)[-1] == "hangs"


def test_a_batch_is_begun_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that holds one, and with another version of the kit, a person decides."""
    with pytest.raises(KitError, match="holds no batch"):
        Batch.of(tmp_path)
    begun = Batch.begin(tmp_path)
    assert Batch.of(tmp_path) == begun
    with pytest.raises(KitError, match="holds a batch already"):
        Batch.begin(tmp_path)

    monkeypatch.setattr("grader.__version__", "99")
    with pytest.raises(KitError, match="begun with version"):
        Batch.of(tmp_path)


def test_what_cannot_be_read_has_no_points(source_kit: Kit, tmp_path: Path) -> None:
    """Nothing that a person could give points for was seen; code that is no Python was, and has 0."""
    handed_in = [
        *_class(tmp_path, "ada"),
        HandedIn("torn", SLUG, tmp_path / "torn.zip", fault="The archive is broken."),
    ]
    (tmp_path / "cut.ipynb").write_text('{"cells": [', encoding="utf-8")
    (tmp_path / "bytes.py").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "syntax.py").write_text("def (", encoding="utf-8")
    handed_in += [HandedIn(name, SLUG, tmp_path / file) for name, file in FILES.items()]

    results = _grade(source_kit, tmp_path / "out", handed_in, Counting())

    points = {"ada": 0.0, "torn": None, "cut": None, "bytes": None, "syntax": 0.0}
    assert {student: result.score for student, result in results.items()} == points


def test_real_submissions(source_kit: Kit, engine: Engine, tmp_path: Path) -> None:
    """A right, a wrong, an untouched and a broken one get what `grader check` gives."""
    solutions = source_kit.solutions / SLUG
    sources = {
        "right": (solutions / "solution.py").read_text(encoding="utf-8"),
        "wrong": (solutions / "solution.py").read_text(encoding="utf-8").replace("ratio >", "ratio <"),
        "untouched": (source_kit.exercises / SLUG / "stub.py").read_text(encoding="utf-8"),
        "broken": "def (",
    }
    handed_in = _class(tmp_path, *sources)
    for name, source in sources.items():
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")

    results = _grade(source_kit, tmp_path / "out", handed_in, engine)

    assert {name: result.report["status"] for name, result in results.items()} == {
        "right": "passed",
        "wrong": "failed",
        "untouched": "not_attempted",
        "broken": "invalid",
    }
    assert results["right"].score == 10.0
    assert 0 < (results["wrong"].score or 0) < 10


def test_a_regrade_that_was_interrupted_goes_on(source_kit: Kit, tmp_path: Path) -> None:
    """What has its new verdict keeps it, the rest is still owed; the old verdicts are there to compare with."""
    out, handed_in = tmp_path / "out", _class(tmp_path, *(f"s{n}" for n in range(9)))
    _grade(source_kit, out, handed_in, Counting())
    told: list[str] = []

    def interrupt(result: Result) -> None:
        told.append(result.student)
        if len(told) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _grade(source_kit, out, handed_in, Counting(), told=interrupt, again=True)

    rest = Counting()
    results = _grade(source_kit, out, handed_in, rest)
    assert sorted([*told, *rest.graded]) == [f"s{n}" for n in range(9)]
    assert {result.round for result in results.values()} == {2}
    assert {result.round for result in read_results(out, before=2).values()} == {1}
    third = Counting()
    _grade(source_kit, out, handed_in, third)
    assert third.graded == []


def test_a_new_version_of_the_kit_grades_all_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A regrade is how a class moves to a mended kit: with the same cases, and from then on with that version."""
    begun = Batch.begin(tmp_path, seed=4)
    monkeypatch.setattr("grader.__version__", "99")

    again = Batch.again(tmp_path)

    assert (again.seed, again.kit, again.round) == (begun.seed, "99", 2)
    assert Batch.of(tmp_path) == again


def test_broken_characters_stop_nothing(source_kit: Kit, tmp_path: Path) -> None:
    """Half a character in a file's name or in what was printed becomes a question mark in the results."""
    one = HandedIn("ada", SLUG, tmp_path / "b\udcff.py", fault="b\udcff.py is two files.")

    results = _grade(source_kit, tmp_path / "out", [one], Counting())

    assert results["ada"].report["submission"] == "b?.py"
    assert results["ada"].report["message"] == "b?.py is two files."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes that lie in folders")
def test_a_pipe_keeps_nobody_waiting(source_kit: Kit, tmp_path: Path) -> None:
    """Nobody ever writes to it: it is no file, and its result says so."""
    os.mkfifo(tmp_path / "pipe.py")
    pipe = HandedIn("pipe", SLUG, tmp_path / "pipe.py", fault="It holds no Python file.")

    results = _grade(source_kit, tmp_path / "out", [pipe, *_class(tmp_path, "ada")], Counting())

    assert sorted(results) == ["ada", "pipe"]


def test_what_was_mended_is_due(source_kit: Kit, tmp_path: Path) -> None:
    """Of several files one was to be left: the same file as before, but now it can be graded."""
    (one,) = _class(tmp_path, "ada")
    engine = Counting()
    _grade(source_kit, tmp_path / "out", [replace(one, fault="There are several files.")], engine)
    assert engine.graded == []

    _grade(source_kit, tmp_path / "out", [one], engine)

    assert engine.graded == ["ada"]


def test_no_place_on_this_machine_is_told(source_kit: Kit, tmp_path: Path) -> None:
    """Students read the sentence about a file that cannot be read."""

    class Refusing(Counting):
        def attempt(self, exercise: Exercise, path: Path, seed: int) -> Attempt:
            raise KitError(f"{path} cannot be read: Permission denied.")

    results = _grade(source_kit, tmp_path / "out", _class(tmp_path, "ada"), Refusing())

    assert results["ada"].report["message"] == "ada.py cannot be read: Permission denied."
