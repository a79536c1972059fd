"""What the child does with a case: calls `train`, has itself killed where that is planned, reads what was left."""

from __future__ import annotations

import functools
import math
import shutil
import time
from pathlib import Path
from typing import Any

import keras
import numpy as np

from grader.child.course import Course, digests_of
from grader.child.record import Record, digest_of
from grader.child.submission import Submission
from grader.child.trainee import Trainee, rows, trainee

Case = dict[str, Any]
HISTORY, BEST = "history.csv", "best_model.keras"
COPIES = "copies"
LONGEST = 50_000
# Of the processes that were killed while they saved, so many are killed again when they have put one of the files right.
TWICE = 2


def call(case: Case, submission: Submission, record: Record) -> None:
    """Call `train` once."""
    if case.get("later"):
        _await_another_second(Path(case["directory"]))
    record.value("before", _digests(Path(case["directory"])))
    _train(case, submission, record, [], case["epochs"], case["losses"], case.get("death"))
    record.value("after", _digests(Path(case["directory"])))


def sweep(case: Case, submission: Submission, record: Record) -> None:
    """Bring the epoch to its end in which the last process was killed; then be killed in a state that comes later.

    What the first of these calls leaves is copied, to be looked at when all is done. Every epoch that is killed is
    better than all before it; when it is trained again, it is worse. Who trains other epochs then is not killed any more.
    """
    if "continues" in case and case["after"] is None:
        return  # the one before was not killed: there is nothing left to try
    after = case.get("after") or {"epoch": 0, "saving": 0, "twice": []}
    epoch, moment, twice = after["epoch"], after["saving"], _twice(after)
    calls: list[Case] = []
    losses = [case["record"], *(case["worse"] + 0.02 * later + 0.004 * len(twice) for later in range(1, epoch + 1))]
    names = [name for name in (HISTORY, BEST) if twice.count(name) < TWICE]
    again = case.get("dies") and moment and names and "resuming" not in after
    plan = {"epoch": epoch, "saving": moment, "twice": twice, "resuming": names}
    _train(case, submission, record, calls, epoch + 1, losses, plan if again else None)
    calls[-1]["copy"] = _keep(case["directory"], f"after_epoch_{epoch}")
    astray = [one["epoch"] for one in calls[-1]["executions"]] not in ([], [epoch])
    if case.get("dies") and not astray and not after.get("exhausted"):
        losses = [case["record"] * 0.95**later for later in range(epoch + 2)]
        plan = {"epoch": epoch + 1, "saving": moment + 1, "twice": twice}
        # The epoch is the last one: what is written when all is done is a part of its states.
        course = _train(case, submission, record, calls, epoch + 2, losses, plan)
        if calls[-1]["executions"]:
            record.die({**plan, "exhausted": True, "blind": course.blind})
    record.value("calls", calls)


def look(case: Case, submission: Submission, record: Record) -> None:
    """Read what the calls of a chain have left: in the directory, and in the copies made between them."""
    folder = Path(case["folder"])
    places = {"at_the_end": folder / case["directory"]} | {path.name: path for path in folder.glob(f"{COPIES}/*")}
    models: dict[str | None, Case] = {}
    record.value("left", {name: _look(place, models) for name, place in places.items()})


def _twice(after: Case) -> list[str]:
    """Return the files that were put right in a process that was killed then, those before ``after`` included."""
    found = [name for name in (HISTORY, BEST) if "resuming" in after and f"`{name}`" in after["change"]]
    return [*after["twice"], *found]


def _train(
    case: Case,
    submission: Submission,
    record: Record,
    calls: list[Case],
    epochs: int,
    losses: list[float],
    death: Case | None = None,
) -> Course:
    """Call `train` and add a note on what it does and returns to ``calls``, which the evidence always holds."""
    note: Case = {"asked": epochs, "executions": [], "returned": None, "copy": None}
    calls.append(note)
    tell = functools.partial(record.value, "calls", calls)
    directory = Path(case["directory"])
    course = Course(losses, note["executions"], tell, record.die, record.folder / directory, death)
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
    tell()
    return course


def _await_another_second(directory: Path) -> None:
    """Wait until the second is over in which the files were written.

    Keras writes the time into a model's file, in whole seconds: saved again in the same second, it is the same file.
    """
    written = max((file.stat().st_mtime for file in directory.glob("*") if file.is_file()), default=0.0)
    time.sleep(min(1.0, max(0.0, math.floor(written) + 1 - time.time())))


def _digests(directory: Path) -> dict[str, str | None]:
    return {name: digest_of(directory / name) for name in (HISTORY, BEST)}


def _keep(directory: str, name: str) -> str:
    copy = Path(COPIES) / name
    copy.mkdir(parents=True)
    for file in (Path(directory) / HISTORY, Path(directory) / BEST):
        if file.is_file():
            shutil.copyfile(file, copy / file.name)
    return name


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
