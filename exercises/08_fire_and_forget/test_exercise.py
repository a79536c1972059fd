"""Judge of 08: what calls, kills and further calls must leave behind, whatever the files between them look like."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose
from typing import Any, NamedTuple

from grader.evidence import Run
from grader.judge import Runs, check, expect, expect_equal, expect_signatures
from grader.judge.folders import expect_files_below
from grader.judge.resumed import Call, Execution, Story
from grader.judge.shared_numbers import expect_shared_numbers_left_alone
from grader.judge.tables import Table, expect_columns, expect_epochs, number

TRAIN = "train"
PAGE = "exercises/08_fire_and_forget"
KEEPS, PUBLISH = (
    "reference/backup-and-restore#what-it-keeps-and-deletes",
    "reference/backup-and-restore#publish-by-rename",
)
APPEND, BEST = "reference/csv-logger#start-a-file-or-continue-it", "reference/model-checkpoint#save-the-best-model"
NOTHING = {"history": None, "best": None, "problem": "there is no such file"}
ROWS = "The file tells the whole training, as if nothing had ever interrupted it: one row an epoch, in order."


class Step(NamedTuple):
    """One call of a chain, and what was known of its directory before and after it.

    ``copy`` names what the call left, where that was kept.
    """

    run: Run
    call: Call
    before: Story
    after: Story
    returned: str | None
    copy: str | None


@check(points=0.5, stage="signatures", lesson=PAGE)
def test_can_be_called(runs: Runs) -> None:
    """`train` can be called, by position and by name."""
    expect(TRAIN in runs.names, expected="a function `train`", seen="there is none", why="The grader calls it.")
    expect_signatures(runs, TRAIN)


@check(points=1, needs=TRAIN, lesson=PAGE)
def test_trains_all_epochs(runs: Runs) -> None:
    """A call that nobody disturbs trains all epochs on x and y, validates them, and writes to `directory` alone."""
    run = runs["whole_0"]
    for step in _steps(runs, "whole"):
        step.before.expect_epochs(step.call)
        _expect_whole_epochs(step)
    expect_files_below(run, run.case["directory"])


@check(points=1, needs=TRAIN, lesson=APPEND)
def test_writes_a_row_for_each_epoch(runs: Runs) -> None:
    """`history.csv` holds one row for each epoch, with what the epoch measured in training and validation."""
    _expect_history(runs, "whole")


@check(points=0.5, needs=TRAIN, lesson=BEST)
def test_keeps_the_best_model(runs: Runs) -> None:
    """`best_model.keras` is the model of the epoch with the lowest val_loss."""
    _expect_best(runs, "whole")


@check(points=1, needs=TRAIN, lesson=KEEPS)
def test_continues_between_epochs(runs: Runs) -> None:
    """After a kill between two epochs, the next call goes on with the epoch that comes next."""
    for step in _steps(runs, "between", calls=3):
        step.before.expect_epochs(step.call)
        _expect_whole_epochs(step)


@check(points=1, needs=TRAIN, lesson=KEEPS)
def test_continues_within_an_epoch(runs: Runs) -> None:
    """After a kill in the middle of an epoch, the next call trains this epoch again, whole, and then those after it."""
    for chain in ("within", "at_once", "real"):
        for step in _steps(runs, chain):
            step.before.expect_epochs(step.call)
            _expect_whole_epochs(step)


@check(points=1, needs=TRAIN, lesson=KEEPS)
def test_continues_with_the_weights(runs: Runs) -> None:
    """A call that goes on begins with the weights that the last completed epoch ended with."""
    for chain in ("between", "within", "real"):
        for step in _steps(runs, chain):
            step.before.expect_state(step.call, "weights")


@check(points=0.5, needs=TRAIN, lesson=KEEPS)
def test_continues_with_the_optimizer(runs: Runs) -> None:
    """A call that goes on begins with the optimizer state that the last completed epoch ended with."""
    for chain in ("between", "within", "real"):
        for step in _steps(runs, chain):
            step.before.expect_state(step.call, "optimizer")


@check(points=1, needs=TRAIN, lesson=APPEND)
def test_history_is_whole_after_kills(runs: Runs) -> None:
    """After kills between and within epochs, `history.csv` still has one row for each epoch, in order."""
    for chain in ("between", "within", "at_once", "real"):
        _expect_history(runs, chain)


@check(points=1, needs=TRAIN, lesson=BEST)
def test_best_model_of_all_calls(runs: Runs) -> None:
    """After kills, `best_model.keras` is the best model of all calls together, not that of the last one."""
    for chain in ("between", "within", "at_once", "real"):
        _expect_best(runs, chain)


@check(points=0.5, needs=TRAIN, lesson=KEEPS)
def test_changes_nothing_when_done(runs: Runs) -> None:
    """A call after completion trains nothing and leaves history and best model as they are."""
    step = list(_steps(runs, "between", calls=4))[-1]
    step.before.expect_epochs(step.call)
    before, after = step.run.values["before"], step.run.values["after"]
    for name, digest in before.items():
        expected, seen = (
            f"`{name}` as it was before the call",
            "no such file" if after[name] is None else "another content",
        )
        why = "Whoever calls again, to be sure, must not lose anything by it."
        expect(digest is not None, expected=f"a file `{name}` when all is done", seen="there is none", why=why)
        expect(after[name] == digest, expected=expected, seen=seen, why=why)
    expect_shared_numbers_left_alone(step.run, "a call after completion, which trains nothing,")


@check(points=0.5, needs=TRAIN, lesson=KEEPS)
def test_continues_for_more_epochs(runs: Runs) -> None:
    """A call with a larger `epochs` goes on from the last epoch, and trains up to the new end."""
    step = list(_steps(runs, "between"))[-1]
    step.before.expect_epochs(step.call)
    step.before.expect_state(step.call, "weights")


@check(points=0.5, needs=TRAIN, lesson=PAGE)
def test_returns_the_trained_model(runs: Runs) -> None:
    """`train` returns the model as it is after the last epoch, also when there was nothing left to train."""
    for chain in ("whole", "between"):
        for step in _steps(runs, chain):
            if step.call.death is None:
                _expect_returned(step)


@check(points=2, needs=TRAIN, lesson=PUBLISH)
def test_continues_after_any_kill(runs: Runs) -> None:
    """Whenever a process is killed, the next call goes on with the right epoch and the model that belongs to it."""
    for chain in ("first", "saving"):
        for step in _steps(runs, chain):
            step.before.expect_epochs(step.call)
            step.before.expect_state(step.call, "weights")
            step.before.expect_state(step.call, "optimizer")


@check(points=1.5, needs=TRAIN, lesson=PUBLISH)
def test_history_survives_any_kill(runs: Runs) -> None:
    """Whenever a process is killed, `history.csv` has one row for each epoch again as soon as the next call is done."""
    for chain in ("first", "saving"):
        _expect_history(runs, chain)


@check(points=1.5, needs=TRAIN, lesson=PUBLISH)
def test_best_model_survives_any_kill(runs: Runs) -> None:
    """Whenever a process is killed, `best_model.keras` is the best model again as soon as the next call is done."""
    for chain in ("first", "saving"):
        _expect_best(runs, chain)


def _steps(runs: Runs, chain: str, calls: int | None = None) -> Iterator[Step]:
    """Yield the calls of a chain in order, at most so many of them; a run from a moment follows what was kept there.

    Raises Unmet where a process was to be killed and was not: then it has not trained what it was asked for.
    """
    story, kept = Story(), dict[str, Story]()
    for run in runs.matching(f"{chain}_*"):
        notes, moment = run.values.get("calls", []), run.case.get("moment")
        if moment is not None and moment not in kept:
            continue  # there were not so many
        if moment is not None:
            why = "What lies elsewhere belongs to somebody else."
            expected, seen = "nothing outside of `directory` is removed", "copies that the grader has made are gone"
            expect(notes, expected=expected, seen=seen, why=why)
            story = kept[moment]
        for note in notes:
            if story.calls == calls:
                return
            call = Call.of(note["asked"], note["executions"], run.death if note is notes[-1] else None)
            before, story = story, story.after(call)
            for one in note["moments"]:
                kept[one["name"]] = before.after(Call(call.asked, call.executions[: one["begun"]], one["death"]))
            why = "What is written, kept and returned comes from training: there is nothing to look at without it."
            trained = bool(story.counting) or call.death is not None
            expect(trained, expected="`train` trains the model with `fit`", seen="no epoch was trained", why=why)
            yield Step(run, call, before, story, note["returned"], note["copy"])
        _expect_killed(run, notes, before, call)


def _expect_killed(run: Run, notes: list[dict[str, Any]], before: Story, call: Call) -> None:
    """Raise Unmet unless ``run`` was killed, where that was planned, and nobody kept the grader from looking."""
    blind = any(note["blind"] for note in notes) or bool(run.death and run.death.get("blind"))
    why = "The grader looks at the directory through it, to try a kill in every state of the files."
    expect(not blind, expected="`sys.setprofile` is left alone", seen="your code calls it", why=why)
    if run.case.get("dies") and notes and not run.death:
        before.expect_epochs(call)
        seen = f"it came to its end, after {len(call.executions)} epochs"
        why = "A training that ends before its time has not done what it was called for."
        expect(False, expected="this call trains until the process is killed", seen=seen, why=why)


def _expect_history(runs: Runs, chain: str) -> None:
    """Compare each history that the chain has left with the executions that count."""
    for story, left, where in _ends(runs, chain):
        text, expected = left["history"], f"a file `{where}/history.csv` ({story.told})"
        expect(text is not None, expected=expected, seen="no such file", why=ROWS)
        table, counting = Table.of(text), [story.counting[epoch] for epoch in sorted(story.counting)]
        why = f"{ROWS} ({story.told[0].upper()}{story.told[1:]}.)"
        expect_columns(table, ["epoch", *counting[0].logs], why)
        expect_epochs(table, [one.epoch for one in counting], why)
        why = "Every call trains and validates in the same way: otherwise its rows have cells that say nothing."
        for one in counting:
            expected = f"epoch {one.epoch} measures {', '.join(counting[0].logs)}, as epoch {counting[0].epoch} did"
            expect(one.logs.keys() == counting[0].logs.keys(), expected=expected, seen=", ".join(one.logs), why=why)
        why = f"{ROWS} ({story.told[0].upper()}{story.told[1:]}.)"
        for one, *cells in zip(counting, *(table.column(name) for name in counting[0].logs), strict=True):
            for (name, value), cell in zip(one.logs.items(), cells, strict=True):
                seen = number(cell)
                right = seen is not None and isclose(seen, value, rel_tol=1e-4, abs_tol=1e-4)
                expected = f"epoch {one.epoch}: {name} {value:.6g}, as this epoch measured it when it counted"
                expect(right, expected=expected, seen=cell[:40] or "an empty cell", why=why)


def _expect_best(runs: Runs, chain: str) -> None:
    """Compare each best model that the chain has left with the executions that count."""
    for story, left, where in _ends(runs, chain):
        story.expect_best(left["best"], left["problem"], f"`{where}/best_model.keras`")


def _ends(runs: Runs, chain: str) -> Iterator[tuple[Story, dict[str, Any], str]]:
    """Yield what is known, and what was found in the directory, after each call whose files were kept and after the last."""
    name, step = f"left_by_{chain}", None
    for step in _steps(runs, chain):
        if step.copy:
            yield step.after, runs[name].values["left"].get(step.copy, NOTHING), step.run.case["directory"]
    if step and not step.copy and step.call.death is None:
        yield step.after, runs[name].values["left"].get("at_the_end", NOTHING), step.run.case["directory"]


def _expect_whole_epochs(step: Step) -> None:
    """Expect that each epoch which came to its end was trained on all of x and y, and validated on x_val and y_val."""
    case, why = step.run.case, "The model learns from x and y, all of them, and from nothing else."
    for one in step.call.executions:
        if one.ended:
            expect_equal(one.rows, case["samples"], what=f"rows that epoch {one.epoch} trains on", why=why)
            expect_equal(one.foreign, 0, what=f"rows of x_val that epoch {one.epoch} trains on", why=why)
            _expect_validated(one, case["losses"][one.epoch])


def _expect_validated(one: Execution, loss: float) -> None:
    seen = one.logs.get("val_loss")
    why = "The best model is chosen by how it does on these data, and on no others."
    right = seen is not None and isclose(seen, loss, rel_tol=1e-3)
    shown = "no val_loss" if seen is None else f"val_loss {seen:.4g}"
    expected = f"epoch {one.epoch} is validated on x_val and y_val, which gives val_loss {loss:.4g}"
    expect(right, expected=expected, seen=shown, why=why)


def _expect_returned(step: Step) -> None:
    story = step.after
    last = max(story.counting.values(), key=lambda one: one.epoch)
    wanted = last.ended["weights"] if last.ended else None
    others = {one.ended["weights"]: one.epoch for one in story.ended if one.ended}
    seen = f"the model of epoch {others[step.returned]}" if step.returned in others else step.returned or "nothing"
    expected = f"`train` returns the model as it is after epoch {last.epoch}"
    why = "Whoever called wants to go on with the model: predict, evaluate, train for longer."
    expect(step.returned == wanted, expected=expected, seen=_shown(seen), why=why)


def _shown(seen: str) -> str:
    return seen if " " in seen or seen == "nothing" else "a model with other weights"
