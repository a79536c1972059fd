"""Judge of 03: what the evidence of logged trainings, of their files and of the best epochs must show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import isclose, isnan, nan
from typing import Any

from grader.evidence import Run
from grader.judge import Runs, check, expect, expect_equal, expect_signatures
from grader.judge.rates import expect_rates
from grader.judge.shared_numbers import expect_shared_numbers_left_alone
from grader.judge.tables import Table, expect_columns, expect_epochs, number
from grader.oracles import Foreseen, PlateauOutcome, reduce_lr_on_plateau
from grader.oracles.precision import single

TRAIN, BEST = "train_with_log", "best_epoch"
PAGE = "exercises/03_csv_history"
PLATEAU, ORDER = "reference/reduce-lr-on-plateau#patience-and-factor", "reference/csv-logger#its-place-in-the-list"
APPEND, ROW = "reference/csv-logger#start-a-file-or-continue-it", "reference/csv-logger#what-a-row-holds"
PLATEAUS = ("plateau", "now_and_then", "small_gains", "climbs_back")
LOGGED = (*PLATEAUS, "other_metrics")
FOUND = ("lowest*", "highest*", "starts_later", "other_order")
INCOMPLETE = ("empty_cells", "na_cells", "nan_cells", "all_kinds")
USELESS = ("", "NA", "nan")
REASONS = {
    "starts_later": "The number comes from the column `epoch`: a file may begin at any epoch.",
    "other_order": "Columns have names because their order may differ.",
    "lowest_of_a_tie": "Of several equal values the first one counts: it took the shortest training.",
    "highest_of_a_tie": "Of several equal values the first one counts: it took the shortest training.",
    "lowest_number": "Cells are compared as numbers. As text, 10.25 comes before 9.5.",
    "highest_number": "Cells are compared as numbers. As text, 10.25 comes before 9.5.",
}
HALVING = "Better means lower than the lowest val_loss so far. Two such failures in a row ask for smaller steps."


@check(points=0.5, stage="signatures", lesson=PAGE)
def test_can_be_called(runs: Runs) -> None:
    """Both functions can be called, by position and by name."""
    for name in runs.asked:
        expect(name in runs.names, expected=f"a function `{name}`", seen="there is none", why="The grader calls it.")
        expect_signatures(runs, name)


@check(points=0.5, needs=TRAIN, lesson="day-27#passing-callbacks")
def test_trains_with_validation(runs: Runs) -> None:
    """One `fit` trains the epochs that were asked for, with the validation data, and its History is returned."""
    for name in LOGGED:
        run = runs[name]
        epochs = list(range(len(run.case["curve"])))
        why = "Whoever calls `train_with_log` decides how long it trains."
        expect_equal([epoch.index for epoch in run.fit.epochs], epochs, what="epochs that were trained", why=why)
        why = "Without validation data there is no val_loss: nothing to log, and nothing to slow down by."
        validated = "val_loss" in run.fit.epochs[-1].logs
        expect(validated, expected="fit is given the validation data", seen="it is not", why=why)
        _expect_history(run, epochs)


@check(points=1, needs=TRAIN, lesson=PLATEAU)
def test_halves_the_rate_on_a_plateau(runs: Runs) -> None:
    """After every 2 epochs in a row without a better val_loss the learning rate is halved, and only then."""
    for name in PLATEAUS:
        run = runs[name]
        expect_rates(run.fit, _outcome(run.case), run.case["curve"], "val_loss", HALVING)


@check(points=1, needs=TRAIN, lesson=ROW)
def test_writes_a_row_for_each_epoch(runs: Runs) -> None:
    """The file has one header, and one row for each epoch (from 0) with every metric, separated by commas."""
    for name in LOGGED:
        table, curve = _table(runs, name), runs[name].case["curve"]
        expect_columns(table, ["epoch", *curve[0]], "The file holds all that each epoch measured, whatever the model.")
        expect_epochs(table, range(len(curve)), "There is one header, and one row an epoch; Keras counts them from 0.")


@check(points=0.5, needs=TRAIN, lesson=ROW)
def test_keeps_full_precision(runs: Runs) -> None:
    """The file holds the values as they were measured, not rounded ones."""
    for name in LOGGED:
        _expect_values(_table(runs, name), runs[name].case["curve"])


@check(points=1, needs=TRAIN, lesson=ORDER)
def test_records_the_rate_of_each_epoch(runs: Runs) -> None:
    """The column `learning_rate` holds the rate that the epoch trained with, at full precision."""
    for name in PLATEAUS:
        table, outcome = _table(runs, name), _outcome(runs[name].case)
        # Who halves at other times has read so above: the file tells what the epochs should have trained with.
        expect_rates(runs[name].fit, outcome, runs[name].case["curve"], "val_loss", HALVING)
        why = "A callback sees in the logs of an epoch only what the callbacks before it in the list have put there."
        expect_columns(table, ["learning_rate"], why)
        _expect_rates_in(table, outcome)
    resumed = runs.partial("resumed")
    if resumed.status == "finished":
        table, outcome = _table(runs, "resumed"), _outcome(resumed.case)
        # Whether all rows are there is another question, of a check below.
        if len(table.rows) == len(outcome.rates):
            _expect_rates_in(table, outcome)


@check(points=1, needs=TRAIN, lesson=ROW)
def test_writes_each_row_as_its_epoch_ends(runs: Runs) -> None:
    """A row is complete in the file before the next epoch begins."""
    for name in LOGGED:
        run, table = runs[name], _table(runs, name)
        for epoch, text in run.values["seen"].items():
            seen, missing = Table.of(text or ""), len(run.case["curve"]) - int(epoch)
            count = f"{len(seen.rows)} row{'s' if len(seen.rows) != 1 else ''} in the file"
            others = (
                "" if seen.columns == table.columns else f", with the columns {', '.join(seen.columns) or '(none)'}"
            )
            right = epoch == "0" or (not others and len(table.rows) - len(seen.rows) == missing)
            expect(
                right,
                expected=f"when epoch {epoch} begins, the rows of all epochs before it are complete in the file",
                seen="there is no file yet" if text is None else f"{count}{others}",
                why="A training may be killed at any time. What is kept in memory, or not flushed to the file, is lost.",
            )


@check(points=0.5, needs=TRAIN, lesson=APPEND)
def test_starts_a_new_file(runs: Runs) -> None:
    """With `initial_epoch=0` nothing of an older file of that name is left; files beside it stay."""
    table, run = _table(runs, "stale"), runs["stale"]
    why = "The file was there already, from another training. Two trainings in one file cannot be told apart."
    expect_columns(table, ["epoch"], why)
    expect_epochs(table, range(len(run.case["curve"])), why)
    notes = "logs/notes.txt"
    kept = run.values["kept"][notes] == run.case["existing"][notes]
    why = "The folder may hold other things that somebody needs."
    expect(kept, expected=f"`{notes}` stays as it is", seen="it was changed or deleted", why=why)


@check(points=1, needs=TRAIN, lesson=APPEND)
def test_continues_the_file(runs: Runs) -> None:
    """With `initial_epoch` above 0 training goes on there, and its rows follow those that are in the file."""
    for name in ("resumed", "resumed_early"):
        _expect_continued(runs, name)


@check(points=0.5, needs=TRAIN, lesson=PAGE)
def test_creates_its_folder(runs: Runs) -> None:
    """`csv_path` may lie in folders that do not exist yet, or in none, as `str` or `Path`; nothing else is written."""
    for name in ("nested", "nested_path", "bare_name"):
        run, _ = runs[name], _table(runs, name)
        strays = [file for file in run.values["files"] if file != run.case["path"]]
        why = "The caller says where the file goes, so that two trainings do not mix theirs."
        expect(not strays, expected=f"`{run.case['path']}` and no other file", seen=", ".join(strays[:3]), why=why)


@check(points=1, needs=BEST, lesson=PAGE)
def test_finds_the_best_epoch(runs: Runs) -> None:
    """`best_epoch` returns the number in the `epoch` column of the row with the lowest or highest value, first on a tie."""
    for pattern in FOUND:
        for run in runs.matching(pattern):
            _expect_best(run, REASONS.get(run.name, "Each metric has its own best epoch, and so has each mode."))
            why = "Whoever asks for the best epoch does not expect new files."
            expect_equal(run.values["files"], ["history.csv"], what="files afterwards", why=why)
            expect_shared_numbers_left_alone(run, "`best_epoch`")


@check(points=0.5, needs=BEST, lesson=PAGE)
def test_passes_over_cells_without_a_value(runs: Runs) -> None:
    """Cells that are empty, `NA` or `nan` do not count; the other cells of their rows do."""
    for name in INCOMPLETE:
        _expect_best(runs[name], "`NA`, `nan` and nothing at all are no values: they are neither low nor high.")


@check(points=0.5, needs=BEST, lesson=PAGE)
def test_refuses_what_has_no_answer(runs: Runs) -> None:
    """An unknown metric (naming the columns), an unknown mode and a file without a usable row raise ValueError."""
    message = _refusal(runs, "unknown_metric", "for a metric that is no column")
    columns = runs["unknown_metric"].case["columns"][1:]
    missing = [name for name in columns if not re.search(rf"(?<!\w){name}(?!\w)", message)]
    why = "Whoever mistypes a name wants to see the names that there are."
    expected = f"the message names the available columns: {', '.join(missing)}"
    expect(not missing, expected=expected, seen=f"`{message[:200]}`", why=why)
    for name in ("mode_auto", "other_mode"):
        _refusal(runs, name, f"for the mode `{runs.partial(name).case['options']['mode']}`")
    _refusal(runs, "no_rows", "for a file without rows")
    _refusal(runs, "no_numbers", "for a column in which no cell has a value")
    _refusal(runs, "empty_file", "for an empty file, as a training leaves it that has just begun")


@check(points=0.5, stage="training", needs=TRAIN, lesson=PLATEAU)
def test_logs_a_real_training(runs: Runs) -> None:
    """The file of a real training holds what its own History holds, and the rates follow its own val_loss."""
    run, table = runs["real_training"], _table(runs, "real_training")
    curve = [epoch.logs for epoch in run.fit.epochs]
    epochs, why = list(range(run.case["epochs"])), "The same rules hold when the values come from a real model."
    expect_equal([epoch.index for epoch in run.fit.epochs], epochs, what="epochs that were trained", why=why)
    _expect_history(run, epochs)
    expect_columns(table, sorted({"epoch", "val_loss", *curve[0], "learning_rate"}), why)
    expect_epochs(table, epochs, why)
    _expect_values(table, curve)
    losses, evaluated = [logs.get("val_loss", nan) for logs in curve], run.values["evaluated"]
    measured = any(not isnan(loss) for loss in losses)
    seen = f"val_loss was {', '.join(f'{loss:.4g}' for loss in losses)}" if measured else "no val_loss was measured"
    expected = f"val_loss measured on x_val and y_val ({evaluated:.4g} after the training)"
    validated = any(isclose(evaluated, loss, rel_tol=1e-3) for loss in losses)
    expect(validated, expected=expected, seen=seen, why="Other data say nothing about how the model does on these.")
    outcome = _matching(curve, tuple(run.fit.rates))
    expect_rates(run.fit, outcome, curve, "val_loss", why)
    _expect_rates_in(table, outcome)


def foreseen(run: Run) -> list[Foreseen]:
    """Return what each training of ``run`` does to the rate and to the file, for its picture."""
    case, fits = run.case, run.fits
    if "curve" in case:
        curve, ends = case["curve"], [call["epochs"] for call in case["calls"]]
        outcome = _outcome(case)
    else:
        curve, ends = [epoch.logs for epoch in run.fit.epochs], [case["epochs"]]
        outcome = _matching(curve, tuple(run.fit.rates))
    begins = [0, *ends]
    written = _rows_in_time(run)
    return [
        Foreseen(
            history=curve[begin:end],
            watched="val_loss",
            last=end,
            rates=outcome.rates[begin:end],
            reduced=[epoch for epoch in outcome.reductions if begin < epoch <= end],
            # Nobody looks between the end of the last epoch and the end of the training.
            rows=range(begin + 1, end) if written is not None else None,
            seen={"rows": [row for row in written or () if begin < row < end]},
        )
        for begin, end, _ in zip(begins, ends, fits, strict=False)
    ]


def _rows_in_time(run: Run) -> list[int] | None:
    """Return the epochs, from 1, whose row was in the file when the next epoch began; None where nobody looked."""
    seen = run.values.get("seen")
    if seen is None or any(run.case["existing"].values()):
        return None
    return [int(epoch) for epoch, text in seen.items() if 0 < int(epoch) <= len(Table.of(text or "").rows)]


def _outcome(case: dict[str, Any], min_delta: float = 1e-4) -> PlateauOutcome:
    """Return what the training must do with the case's curve: the rule of the exercise."""
    return reduce_lr_on_plateau(case["curve"], rate=case["rate"], factor=0.5, patience=2, min_delta=min_delta)


def _matching(curve: list[dict[str, float]], rates: tuple[float, ...]) -> PlateauOutcome:
    """Return the outcome that has these ``rates``: either is right where a difference of at most 1e-4 decides."""
    outcomes = [_outcome({"curve": curve, "rate": rates[0]}, min_delta) for min_delta in (1e-4, 0.0)]
    return next((one for one in outcomes if (*one.rates, one.final_rate) == rates), outcomes[0])


def _table(runs: Runs, name: str) -> Table:
    """Return the table in the file that the run ``name`` left; raises Unmet when there is none."""
    run, text = runs[name], runs[f"file_of_{name}"].values["text"]
    seen = f"no such file; there is {', '.join(run.values['files'][:3]) or 'none at all'}"
    why = "The history of a training is worth a file: memory ends with the process."
    expect(text is not None, expected=f"a file `{run.case['path']}`", seen=seen, why=why)
    return Table.of(text)


def _expect_continued(runs: Runs, name: str) -> None:
    run = runs[name]
    begins, ends = run.case["calls"][0]["epochs"], run.case["calls"][1]["epochs"]
    what, why = "calls of fit, one for each call of `train_with_log`", "Each of them trains once."
    expect_equal(len(run.fits), 2, what=what, why=why)
    trained = [epoch.index for epoch in run.fits[1].epochs]
    why = "`epochs` is the epoch at which training ends, as in `fit`; `initial_epoch` is the one at which it begins."
    what = f"epochs trained with initial_epoch={begins}, epochs={ends}"
    expect_equal(trained, list(range(begins, ends)), what=what, why=why)
    table = _table(runs, name)
    why = "After a break the file goes on: the old rows stay, their numbers continue, and there is still one header."
    expect_columns(table, ["epoch", *run.case["curve"][0]], why)
    expect_epochs(table, range(ends), why)
    _expect_values(table, run.case["curve"])


def _expect_history(run: Run, epochs: list[int]) -> None:
    returned, expected = run.values["returned"], f"a History of the epochs {epochs[0]} to {epochs[-1]}"
    seen = f"a {returned}" if isinstance(returned, str) else f"a History of {len(returned)} epochs"
    why = "The History that fit gives is how the caller sees what happened."
    expect(returned == epochs, expected=f"train_with_log returns {expected}", seen=seen, why=why)


def _expect_values(table: Table, curve: list[dict[str, float]]) -> None:
    """Compare the cells of each metric with what was measured."""
    for name in curve[0]:
        _expect_cells(table, name, [logs[name] for logs in curve], "The row holds what its own epoch has measured.")


def _expect_rates_in(table: Table, outcome: PlateauOutcome) -> None:
    why = "The rate goes down after an epoch has ended: the row tells what the epoch itself trained with."
    _expect_cells(table, "learning_rate", outcome.rates, why)


def _expect_cells(table: Table, name: str, values: Sequence[float], why: str) -> None:
    """Compare one column with ``values`` in single precision, in which Keras measures; NaN is not compared."""
    expect_columns(table, [name], why)
    cells, wanted = table.column(name), f"a row for each of the {len(values)} epochs"
    missing = "A training that was watched for some of its epochs cannot be understood afterwards."
    expect(len(cells) >= len(values), expected=wanted, seen=f"{len(cells)} rows", why=missing)
    for epoch, (cell, value) in enumerate(zip(cells, values, strict=False)):
        seen = number(cell)
        right = seen is not None and isclose(seen, value, rel_tol=1e-3) and single(seen) == single(value)
        reason = _why_of(seen, value) or why
        shown = cell[:40] or "an empty cell"
        expect(right or isnan(value), expected=f"epoch {epoch}: {name} {value!r}", seen=shown, why=reason)


def _why_of(seen: float | None, value: float) -> str | None:
    """Say why it matters that a cell is no number or a rounded one; None when it is simply another number."""
    if seen is None:
        return "This epoch has measured it, so there is a number for its row."
    if seen in {float(f"{value:.{digits}{kind}}") for digits in range(9) for kind in "fg"}:
        return "Rounded values cannot be compared any more: what differs a little becomes equal."
    return None


def _expect_best(run: Run, why: str) -> None:
    """Compare what `best_epoch` returned with the first best row of the case."""
    case, returned = run.case, run.values["best"]
    metric, mode = case["options"].get("metric", "val_loss"), case["options"].get("mode", "min")
    usable = [(float(value), epoch) for value, epoch in _pairs(case, metric) if value not in USELESS]
    value, epoch = (min if mode == "min" else max)(usable, key=lambda pair: pair[0])
    shown = ", ".join(f"{at}: {_short(cell)}" for cell, at in _pairs(case, metric))
    right = isinstance(returned, int | float) and not isinstance(returned, bool) and returned == epoch
    expected = f"{epoch}, where {metric} is {'lowest' if mode == 'min' else 'highest'} ({value:.4g} of {shown})"
    seen = f"the text '{returned}'" if isinstance(returned, str) else "nothing" if returned is None else str(returned)
    expect(right, expected=expected, seen=seen, why=why)


def _pairs(case: dict[str, Any], metric: str) -> Iterator[tuple[str, int]]:
    """Yield the metric and the epoch of each row."""
    at, epoch = case["columns"].index(metric), case["columns"].index("epoch")
    for row in case["rows"]:
        yield row[at], int(row[epoch])


def _short(cell: str) -> str:
    value = number(cell)
    return cell or "(empty)" if value is None or isnan(value) else f"{value:.4g}"


def _refusal(runs: Runs, name: str, what: str) -> str:
    """Return the message of the ValueError that ended the run; raises Unmet when it ended in another way."""
    run = runs.partial(name)
    raised, line = run.raised, run.raised.line if run.raised else None
    seen = f"{raised.type}: {raised.message[:100]}" if raised else f"it returned {run.values.get('best')}"
    why = "There is no best epoch to return. An error says so at once; a made-up answer is found too late, or never."
    expect("refused" in run.values, expected=f"a ValueError {what}", seen=seen, why=why, line=line)
    return str(run.values["refused"])
