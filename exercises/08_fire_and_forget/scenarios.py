"""What the child does with a case: calls `train`, has itself killed where that is planned, reads what was left.

A copy of a folder stands for a kill. A process that is killed takes with it what is in memory, and leaves what is on disk
at that moment. So whoever copies the folder in each state that it goes through, and goes on from such a copy in another
process, under the same path and with a module that remembers nothing, is where the next process would be after a kill
in that state. One training gives all of them. The chain `first` has its process killed for real while it saves.
"""

from __future__ import annotations

import contextlib
import functools
import math
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np

from grader.child.course import Course, digests_of
from grader.child.record import Record, digest_of
from grader.child.shared_numbers import left_alone
from grader.child.snapshots import content_of, keep, put_back
from grader.child.submission import Submission, anew
from grader.child.trainee import Trainee, rows, trainee

Case = dict[str, Any]
HISTORY, BEST = "history.csv", "best_model.keras"
# Beside the folder in which the calls of a sweep work: what it was at each moment, and what the calls have left.
WORK, MOMENTS, COPIES = "work", "moments", "copies"
LONGEST = 50_000


def call(case: Case, submission: Submission, record: Record) -> None:
    """Call `train` once."""
    if case.get("later"):
        _await_another_second(Path(case["directory"]))
    record.value("before", _digests(Path(case["directory"])))
    with left_alone(record, building=True) if case.get("later") else contextlib.nullcontext():
        _train(case, submission, record, [], case["epochs"], case["losses"], case.get("death"))
    record.value("after", _digests(Path(case["directory"])))


def sweep(case: Case, submission: Submission, record: Record) -> None:
    """Train some epochs; then one that is better than all before it, and keep the states that saving it goes through.

    It is the last one that is asked for: what is written when all is done is a part of its states.
    """
    work, epochs, calls = record.folder / WORK, case["epochs"], list[Case]()
    work.mkdir()
    os.chdir(work)
    losses = [*_losses(case)[:epochs], 0.95 * case["record"]]
    _train(case, submission, record, calls, epochs, losses)

    def reached(number: int, change: str) -> None:
        if number <= case["moments"]:
            death = {"epoch": epochs, "saving": number, "change": change}
            _keep_moment(record, calls, str(number), death)

    _train(case, submission, record, calls, epochs + 1, losses, watch=(epochs, reached))
    _keep_files(case, record, calls, "0")


def resume(case: Case, submission: Submission, record: Record) -> None:
    """Go on from a moment that was kept, if it was, with another module; then, once from each result, train one epoch more.

    When the epoch in question is trained again, it is worse. If a file is put right before any training, that moment is
    kept, too, as long as the case has a name for it.
    """
    copy, epochs, calls = record.folder / MOMENTS / case["moment"], case["epochs"], list[Case]()
    if not copy.exists():
        return
    put_back(copy, record.folder / WORK)
    submission = anew(submission)
    names: dict[str, str] = {}
    for name in case.get("put_right", ()):
        if not (copy.parent / name).exists():
            names.setdefault(name.rpartition("-")[0], name)

    def reached(number: int, change: str) -> None:
        for file in [file for file in names if f"`{file}`" in change]:
            _keep_moment(record, calls, names.pop(file), {"resuming": True, "change": change})

    _train(case, submission, record, calls, epochs + 1, _losses(case), watch=(-1, reached) if names else None)
    _keep_files(case, record, calls, case["moment"])
    left = f"{content_of(record.folder / WORK)} {calls[-1]['returned']}"
    if not (record.folder / COPIES / left).exists():  # else a call has gone on from these files, and this model, before
        _train(case, submission, record, calls, epochs + 2, _losses(case))
        _keep_files(case, record, calls, left)


def look(case: Case, submission: Submission, record: Record) -> None:
    """Read what the calls of a chain have left: in the directory, and in the copies made between them."""
    folder = Path(case["folder"])
    places = {"at_the_end": folder / case["directory"]} | {path.name: path for path in folder.glob(f"{COPIES}/*")}
    models: dict[str | None, Case] = {}
    record.value("left", {name: _look(place, models) for name, place in places.items()})


def _losses(case: Case) -> list[float]:
    """Return the val_loss of each epoch where nothing is killed, the first one the best, and each later one worse."""
    return [case["record"], *(case["worse"] + 0.02 * later for later in range(1, case["epochs"] + 2))]


def _train(
    case: Case,
    submission: Submission,
    record: Record,
    calls: list[Case],
    epochs: int,
    losses: list[float],
    death: Case | None = None,
    watch: tuple[int, Callable[[int, str], None]] | None = None,
) -> None:
    """Call `train` and add a note on what it does and returns to ``calls``, which the evidence always holds.

    ``moments`` are those at which the directory was kept, ``copy`` names what the call has left, where that was kept.
    """
    note: Case = {"asked": epochs, "executions": [], "returned": None, "moments": [], "copy": None, "blind": False}
    calls.append(note)
    tell = functools.partial(record.value, "calls", calls)
    directory = Path(case["directory"])
    course = Course(losses, note["executions"], tell, record.die, directory.absolute(), death, watch)
    Trainee.script, Trainee.quick = course, not case.get("real")
    generator = np.random.default_rng(case["data_seed"])
    x, y = rows(generator, case["samples"], validation=False)
    x_val, y_val = rows(generator, case["samples"] // 4, validation=True)
    place = directory if case["kind"] == "path" else str(directory)
    named = {"x": x, "y": y, "x_val": x_val, "y_val": y_val, "directory": place, "epochs": epochs}
    course.on_call_begin()
    try:
        if case.get("by_name"):
            model = submission.train(build_model=trainee, **named)
        else:
            model = submission.train(trainee, *named.values())
    finally:
        course.on_call_end()
    note["returned"] = digests_of(model)["weights"] if isinstance(model, keras.Model) else f"a {type(model).__name__}"
    note["blind"] = course.blind
    tell()


def _await_another_second(directory: Path) -> None:
    """Wait until the second is over in which the files were written.

    Keras writes the time into a model's file, in whole seconds: saved again in the same second, it is the same file.
    """
    written = max((file.stat().st_mtime for file in directory.glob("*") if file.is_file()), default=0.0)
    time.sleep(min(1.0, max(0.0, math.floor(written) + 1 - time.time())))


def _digests(directory: Path) -> dict[str, str | None]:
    return {name: digest_of(directory / name) for name in (HISTORY, BEST)}


def _keep_moment(record: Record, calls: list[Case], name: str, death: Case) -> None:
    """Keep all that there is now, and note the kill that it stands for and how many epochs the call had begun."""
    keep(record.folder / WORK, record.folder / MOMENTS / name)
    calls[-1]["moments"].append({"name": name, "begun": len(calls[-1]["executions"]), "death": death})
    record.value("calls", calls)


def _keep_files(case: Case, record: Record, calls: list[Case], name: str) -> None:
    """Copy the two files that the last call has left, to be looked at when all is done."""
    copy = record.folder / COPIES / name
    copy.mkdir(parents=True)
    for file in (Path(case["directory"]) / HISTORY, Path(case["directory"]) / BEST):
        if file.is_file():
            shutil.copyfile(file, copy / file.name)
    calls[-1]["copy"] = name
    record.value("calls", calls)


def _look(place: Path, models: dict[str | None, Case]) -> Case:
    """Return the text of the history, and the weights of the best model or why it cannot be loaded.

    Many copies hold the same model: what was found in a file is kept in ``models``, by the digest of the file.
    """
    history, digest = place / HISTORY, digest_of(place / BEST)
    if digest not in models:
        models[digest] = _model_in(place / BEST)
    found: Case = {"history": None} | models[digest]
    if history.is_file():
        with history.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            found["history"] = stream.read(LONGEST)
    return found


def _model_in(file: Path) -> Case:
    if not file.is_file():
        return {"best": None, "problem": "there is no such file"}
    try:
        return {"best": digests_of(keras.models.load_model(file))["weights"], "problem": None}
    except Exception as error:  # whatever a submission has written there
        told = str(error).replace(str(file), file.name)
        return {"best": None, "problem": f"it cannot be loaded ({type(error).__name__}: {told[:100]})"}
