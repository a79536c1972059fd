"""Judge of 01: what the evidence of a logger and of a timer must show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from grader.evidence import Run
from grader.judge import NotJudged, Runs, check, expect, expect_equal, expect_signatures
from grader.judge.folders import expect_nothing_written
from grader.judge.shared_numbers import expect_shared_numbers_left_alone
from grader.oracles import HookCall, evaluate_hooks, fit_hooks, predict_hooks

LOGGER, TIMER = "EventLogger", "BatchTimer"
HOOKS = "horses-or-humans"
WRITING = "study-notes#custom-callbacks"
# What a hook prints before its keys, and when it is called.
LINES = {
    "on_train_begin": ("Starting training", "when training begins"),
    "on_train_end": ("Stop training", "when training ends"),
    "on_epoch_begin": ("Start epoch {at} of training", "when epoch {at} begins"),
    "on_epoch_end": ("End epoch {at} of training", "when epoch {at} ends"),
    "on_train_batch_begin": ("...Training: start of batch {at}", "when training batch {at} begins"),
    "on_train_batch_end": ("...Training: end of batch {at}", "when training batch {at} ends"),
    "on_test_begin": ("Start testing", "when testing begins"),
    "on_test_end": ("Stop testing", "when testing ends"),
    "on_test_batch_begin": ("...Evaluating: start of batch {at}", "when test batch {at} begins"),
    "on_test_batch_end": ("...Evaluating: end of batch {at}", "when test batch {at} ends"),
    "on_predict_begin": ("Start predicting", "when predicting begins"),
    "on_predict_end": ("Stop predicting", "when predicting ends"),
    "on_predict_batch_begin": ("...Predicting: start of batch {at}", "when prediction batch {at} begins"),
    "on_predict_batch_end": ("...Predicting: end of batch {at}", "when prediction batch {at} ends"),
}
FITS = ("validated", "now_and_then", "not_validated")
TRAININGS = (*FITS, "evaluation", "prediction", "one_after_another")
# A duration may be rounded a little, and not every system's clocks tick finely; pauses are far longer.
SLACK = 0.02
Row = dict[str, Any]


@check(points=0.5, stage="signatures", needs=LOGGER, lesson=WRITING)
def test_logger_can_be_made(runs: Runs) -> None:
    """`EventLogger()` can be made without arguments."""
    _expect_class(runs, LOGGER)


@check(points=0.5, stage="signatures", needs=TIMER, lesson=WRITING)
def test_timer_can_be_made(runs: Runs) -> None:
    """`BatchTimer()` can be made without arguments."""
    _expect_class(runs, TIMER)


@check(points=1.5, needs=LOGGER, lesson=HOOKS)
def test_logs_training_and_epochs(runs: Runs) -> None:
    """Training and each of its epochs print a line when they begin and when they end."""
    for name in FITS:
        _expect_lines(runs[name], lambda hook: "epoch" in hook or hook in ("on_train_begin", "on_train_end"))


@check(points=1.5, needs=LOGGER, lesson=HOOKS)
def test_logs_training_batches(runs: Runs) -> None:
    """Each training batch prints a line when it begins and when it ends."""
    for name in FITS:
        _expect_lines(runs[name], lambda hook: "train_batch" in hook)


@check(points=1, needs=LOGGER, lesson=HOOKS)
def test_logs_validation(runs: Runs) -> None:
    """A validation inside `fit` prints the lines of a test, between the batches and the end of its epoch."""
    for name in FITS:
        _expect_lines(runs[name], lambda hook: "test" in hook)


@check(points=1, needs=LOGGER, lesson=HOOKS)
def test_logs_evaluation(runs: Runs) -> None:
    """`evaluate` prints a line when it and each of its batches begin and end."""
    _expect_lines(runs["evaluation"])


@check(points=1, needs=LOGGER, lesson=HOOKS)
def test_logs_prediction(runs: Runs) -> None:
    """`predict` prints a line when it and each of its batches begin and end."""
    _expect_lines(runs["prediction"])


@check(points=1, needs=LOGGER, lesson=HOOKS)
def test_accepts_missing_logs(runs: Runs) -> None:
    """When `logs` is None, every hook prints its line all the same (what it shows as keys is up to you)."""
    run = runs.partial("missing_logs")
    why = "`logs=None` is the default of every hook: a test, or a callback that calls yours, may pass nothing."
    hook, at, logs = run.values.get("called", ("", None, ""))
    if run.raised and logs == "missing":
        expected = f"{_moment(HookCall(hook, at))} with `logs=None`, your logger goes on"
        seen = f"it raised {run.raised.type}: {run.raised.message}"
        expect(False, expected=expected, seen=seen, why=why, line=run.raised.line)
    values = runs["missing_logs"].values
    _need_lines(values["empty"])
    for usual, row in zip(values["empty"], values["missing"], strict=True):
        expect(
            len(_lines(row)) == len(_lines(usual)),
            expected=f"{_moment(HookCall(row['hook'], row['at']))} with `logs=None`, a line as always",
            seen=_shown(_lines(row)),
            why=why,
        )


@check(points=1, needs=LOGGER, lesson=WRITING)
def test_leaves_logs_alone(runs: Runs) -> None:
    """No hook changes the `logs` that it is given, nor anything else: no file is written, no random number drawn."""
    _need_lines(row for name in TRAININGS for rows in runs[name].values["steps"] for row in rows)
    why = "All callbacks of a training are given the same dictionary, one after the other, History last."
    for name in TRAININGS:
        for call, row, context in _calls_and_rows(runs[name]):
            keys = list(call.keys)
            expected = f"the logs that Keras passes {_moment(call)}{context} are {keys} and stay so, values included"
            seen = row["changed"] or f"Keras gave {row['keys']}"
            expect(row["changed"] is None and row["keys"] == keys, expected=expected, seen=seen, why=why)
        expect_nothing_written(runs[name], "your logger")
    quiet = runs.partial("missing_logs")  # nothing trains there, so nobody else draws
    if quiet.raised is None:
        expect_shared_numbers_left_alone(quiet, "your logger")


@check(points=1, needs=TIMER, lesson=WRITING)
def test_keeps_a_list_for_each_epoch(runs: Runs) -> None:
    """`durations` has one list for each epoch, with one number for each of its training batches."""
    run = runs["timed"]
    _durations(run.values["fits"][0]["durations"], run.case["fits"][0], "after a fit with validation")


@check(points=1, needs=TIMER, lesson=WRITING)
def test_measures_from_begin_to_end(runs: Runs) -> None:
    """The duration of a batch is the seconds from its begin hook to its end hook, no more and no less."""
    _expect_seconds(runs["timed"])


@check(points=1, needs=TIMER, lesson=WRITING)
def test_measures_with_a_monotonic_clock(runs: Runs) -> None:
    """Setting the clock of the computer changes no duration."""
    run = runs["clock_set"]
    noted, fit = run.values["fits"][0], run.case["fits"][0]
    durations = _durations(noted["durations"], fit, "after a fit with validation")
    for step in fit["clock"]:
        epoch, batch, hours = step["epoch"], step["at"], step["seconds"] // 3600
        seen, outer = durations[epoch][batch], noted["outer"][epoch][batch]
        which = f"batch {batch} of epoch {epoch}, during which the clock was set {'forward' if hours > 0 else 'back'}"
        expect(
            abs(seen - outer) < abs(step["seconds"]) / 2,
            expected=f"{which} by an hour, takes {outer:.2f} s all the same",
            seen=f"{seen:.2f} s",
            why="People and time servers set the clock that tells the time of day. A clock for measuring only goes on.",
        )


@check(points=0.5, needs=TIMER, lesson=WRITING)
def test_starts_a_new_list(runs: Runs) -> None:
    """A second `fit` starts a new list, the list of the first one stays as it is, and two timers share nothing."""
    run = runs["twice"]
    first, second, _ = run.case["fits"]
    values = run.values
    _durations(values["fits"][0]["durations"], first, "after a first fit")
    why = "Each fit has a list of its own; otherwise two trainings cannot be told apart."
    _durations(values["fits"][1]["durations"], second, "after a second fit with the same timer", why)
    why = "Whoever kept the first list wants to compare it with the second one."
    _durations(values["kept"][0], first, "after the second fit", why, "the first fit's list, kept by the caller,")
    when = "after a fit with another timer"
    _durations(values["last"][0], second, when, "Two timers may watch two trainings: neither knows of the other.")
    expect_shared_numbers_left_alone(run, "your timer")
    expect_nothing_written(run, "your timer")


@check(points=1, needs=TIMER, lesson=WRITING)
def test_finds_the_slowest(runs: Runs) -> None:
    """`slowest()` returns the epoch and the batch, both from 0, that took longest in the last `fit`."""
    for run, index in ((runs["timed"], 0), (runs["twice"], 0), (runs["twice"], 1)):
        noted = run.values["fits"][index]
        at_least, epoch, batch = max(_flat(noted["inner"]))
        # On a machine that is very busy another batch may have come near it.
        fitting = [[epoch, batch] for seconds, epoch, batch in _flat(noted["outer"]) if seconds >= at_least * 0.75]
        told = f"({epoch}, {batch})"
        expect(
            _written(noted["slowest"]).get("answer") in fitting,
            expected=f"`slowest()` returns {told}: there a batch took {at_least:.2f} s, every other one less"
            f"{' (second fit with this timer)' if index else ''}",
            seen=_answered(noted["slowest"]),
            why="A batch that takes far longer than the others shows where data was waited for.",
        )


@check(points=0.5, needs=TIMER, lesson=WRITING)
def test_slowest_needs_a_batch(runs: Runs) -> None:
    """`slowest()` raises ValueError as long as no batch has run."""
    run = runs["untimed"]
    for key, when in (("before", "before any training"), ("begun", "after an epoch without any batch")):
        answer = _written(run.values[key])
        expect(
            answer.get("fitting", False),
            expected=f"{when}, `slowest()` raises ValueError",
            seen=_answered(answer),
            why="There is no slowest of no batches, and an invented answer would be believed.",
        )


@check(points=0.5, stage="training", needs=LOGGER, lesson=HOOKS)
def test_logs_one_call_after_another(runs: Runs) -> None:
    """One logger that sees `fit`, `evaluate` and `predict` in turn prints the lines of each."""
    _expect_lines(runs["one_after_another"])


@check(points=0.5, stage="training", needs=TIMER, lesson=WRITING)
def test_times_a_real_training(runs: Runs) -> None:
    """In a real training the training batches are timed, and nothing of validation, `evaluate` and `predict`."""
    _expect_seconds(runs["timed_training"], "after a real fit with validation, then evaluate and predict")


def _expect_class(runs: Runs, name: str) -> None:
    expect_signatures(runs, name)
    expect_equal(runs.names[name]["kind"], "class", what=name, why="A callback is a subclass of Callback.")


def _calls_and_rows(run: Run) -> Iterator[tuple[HookCall, Row, str]]:
    """Yield each call that Keras must have made in the steps of ``run``, what was seen of it, and where it was."""
    for step, rows in zip(run.case["steps"], run.values["steps"], strict=True):
        expected, epoch = _calls(step, run.case["metrics"], run.case["together"]), ""
        calls = [(row["hook"], row["at"]) for row in rows]
        expect(
            calls == [(call.hook, call.at) for call in expected],
            expected=f"`{step['call']}` runs to its end: {len(expected)} calls of hooks",
            seen=f"{len(calls)} calls" if len(calls) != len(expected) else "calls of other hooks",
            why="A logger watches; what it watches goes on as if it were not there.",
        )
        for call, row in zip(expected, rows, strict=True):
            if call.hook == "on_epoch_begin":
                epoch = f" (epoch {call.at} of `fit`)"
            where = f" (`{step['call']}`)" if step["call"] != "fit" else epoch if "epoch" not in call.hook else ""
            yield call, row, where if call.hook != "on_train_end" else ""


def _calls(step: dict[str, Any], metrics: list[str], together: int) -> list[HookCall]:
    """Return what Keras calls in one step of a case."""
    settings = {name: value for name, value in step.items() if name != "call"} | {"steps_per_execution": together}
    if step["call"] == "fit":
        return fit_hooks(metrics=metrics, **settings)
    if step["call"] == "evaluate":
        return evaluate_hooks(metrics=metrics, **settings)
    return predict_hooks(**settings)


def _expect_lines(run: Run, looked_at: Callable[[str], bool] = lambda hook: True) -> None:
    """Raise Unmet unless each hook that is ``looked_at`` printed its line, and nothing else."""
    for call, row, context in _calls_and_rows(run):
        if looked_at(call.hook):
            start = f"{LINES[call.hook][0].format(at=call.at)}; got log keys: "
            wanted, lines = f"{start}{list(call.keys)}", _lines(row)
            expected = f"{_moment(call)}{context}, the line `{wanted}`"
            expect(lines == [wanted], expected=expected, seen=_shown(lines), why=_why(lines, start, call, run))
            seen = f"`{lines[0]}` without a line break"
            why = "What is printed next would stand behind it."
            expect("\n" in row["printed"], expected=f"{expected}, and then a line break", seen=seen, why=why)


def _why(lines: list[str], start: str, call: HookCall, run: Run) -> str:
    """Say what matters about the first thing that is wrong with ``lines``."""
    if not lines:
        return "Each hook has its line: a log with gaps leaves you guessing what happened in between."
    if len(lines) > 1:
        return "Each hook prints one line: a log in which things happen twice misleads."
    if not lines[0].startswith(start):
        many = run.case["together"]
        group = f" Here it runs {many} batches at once and calls the hooks once for all of them." if many > 1 else ""
        return f"People and programs search logs for exact words. Numbers are those that Keras passes, from 0.{group}"
    if not call.keys:
        return "Nothing has been measured yet at a begin: Keras passes an empty dictionary, and its keys are []."
    return "The keys are those of the `logs` of this very call: they show what a callback can read at that moment."


def _need_lines(rows: Iterable[Row]) -> None:
    """Raise NotJudged when not a single hook of ``rows`` printed anything: then there is no logger yet."""
    if not any(_lines(row) for row in rows):
        raise NotJudged("not_run", "Your logger prints nothing yet, so there is nothing to look at.")


def _moment(call: HookCall) -> str:
    return LINES[call.hook][1].format(at=call.at)


def _lines(row: Row) -> list[str]:
    return [line.strip() for line in row["printed"].splitlines() if line.strip()]


def _shown(lines: list[str]) -> str:
    return f"`{'` and `'.join(line[:160] for line in lines[:3])}`" if lines else "no line"


def _durations(
    seen: Any, fit: dict[str, Any], when: str, why: str = "", what: str = "`durations`"
) -> list[list[float]]:
    """Return ``seen``, which is ``what``; raises Unmet unless they are a list of numbers for each epoch of ``fit``."""
    epochs, batches, validation = fit["epochs"], fit["batches"], fit["validation_batches"]
    shape = (
        f"{_count(epochs, 'list')} (one for each epoch) of {_count(batches, 'number')} (one for each training batch)"
    )
    wanted = f"{when}, {what} is a list that holds {shape}"
    parts = [seen] if isinstance(seen, str) else [part for part in seen if not isinstance(part, list)]
    others = [str(one) for part in seen if isinstance(part, list) for one in part if not isinstance(one, float)]
    why = why or "There is one list for each epoch: `durations[epoch][batch]` is the time of that batch, in seconds."
    if parts:
        kind = "a number" if isinstance(parts[0], float) else f"`{parts[0]}`"
        told = kind if isinstance(seen, str) else f"a list that holds {kind} where a list should be"
        expect(False, expected=wanted, seen=told, why=why)
    expect(not others, expected=wanted, seen=f"{', '.join(others[:1])} in place of a number", why=why)
    sizes = [len(part) for part in seen]
    if validation and batches + validation in sizes:
        why = f"Each epoch has {_count(validation, 'validation batch', 'es')}, too: nothing is learned from those."
    told = f"{_count(len(sizes), 'list')} of {', '.join(map(str, sizes))}" if sizes else "an empty list"
    expect(sizes == [batches] * epochs, expected=wanted, seen=told, why=why)
    return seen


def _expect_seconds(run: Run, when: str = "after a fit with validation") -> None:
    """Raise Unmet unless each duration lies between what the stopwatch measured inside and outside of the timer."""
    noted = run.values["fits"][0]
    durations = _durations(noted["durations"], run.case["fits"][0], when)
    for seconds, epoch, batch in _flat(durations):
        inner, outer = noted["inner"][epoch][batch], noted["outer"][epoch][batch]
        if seconds < inner:
            why = "The time that a batch waits counts as well: what matters is how long it takes, in seconds."
        else:
            why = "What happens between two batches (a validation, other callbacks) belongs to neither of them."
        expect(
            inner - SLACK <= seconds <= outer + SLACK,
            expected=f"batch {batch} of epoch {epoch} takes {outer:.3f} s from its begin hook to its end hook",
            seen=f"{seconds:.3f} s",
            why=why,
        )


def _flat(durations: list[list[float]]) -> list[tuple[float, int, int]]:
    return [(one, epoch, batch) for epoch, part in enumerate(durations) for batch, one in enumerate(part)]


def _written(answer: dict[str, Any]) -> dict[str, Any]:
    """Return what `slowest` did; raises NotJudged when it is a stub: the other checks do not need it."""
    if "not_written" in answer:
        raise NotJudged("not_run", answer["not_written"] or "`slowest` is not written yet.")
    return answer


def _answered(answer: dict[str, Any]) -> str:
    if "raised" in answer:
        return f"it raised {answer['raised']}"
    value = answer["answer"]
    return f"({', '.join(map(str, value))})" if isinstance(value, list) else value


def _count(number: int, what: str, plural: str = "s") -> str:
    return f"{number} {what}{plural if number != 1 else ''}"
