"""The trainings to log and the files to read; values that are compared are equal or more than 2e-4 apart."""

from __future__ import annotations

import random
import struct
from collections.abc import Sequence
from typing import Any

Case = dict[str, Any]
METRICS = ("accuracy", "loss", "val_accuracy", "val_loss")
COLUMNS = ["epoch", "accuracy", "learning_rate", "loss", "val_accuracy", "val_loss"]
NOTHING = ["", "NA", "nan"]
ROWS = 12


def draw(rng: random.Random) -> dict[str, Case]:
    """Return the cases by name: trainings on a script, files to read, the real training, and what trainings left."""
    trainings = {**_plateaus(rng), **_files(rng)}
    real = {"scenario": "train_for_real", "path": "logs/history.csv", "training_seed": rng.randrange(2**31)}
    real |= {"rate": 0.5, "epochs": 4}
    left = {
        f"file_of_{name}": {"scenario": "read_file", "examines": name, "path": case["path"]}
        for name, case in {**trainings, "real_training": real}.items()
    }
    return {**trainings, **_logs(rng), **_incomplete_logs(rng), **_refusals(rng), "real_training": real, **left}


def _plateaus(rng: random.Random) -> dict[str, Case]:
    """Return trainings whose val_loss is b(etter), t(ie) or w(orse) than its best so far, a letter an epoch.

    A number says how far it is from the best. The other values go on improving all the time, or getting worse.
    """
    start = ["b"] * rng.randint(1, 2)
    flat = rng.sample([*"ttwwwwwwwww"], 11)
    climbing = [0.6, 0.5, 0.4, 0.3, 0.2]
    return {
        "plateau": _training(rng, [*start, *flat, "b", "w"], rate=rng.uniform(0.001, 0.002)),
        "now_and_then": _training(rng, [*start, *"wbtbwb", *rng.choice(["tw", "wt"]), *"wbw"]),
        "small_gains": _training(
            rng, ["b", *(-rng.uniform(3e-4, 4.5e-4) for _ in range(rng.randint(5, 7)))], misleading=-1
        ),
        "climbs_back": _training(rng, [*start, *climbing, "b", "w", "w", "b"]),
    }


def _files(rng: random.Random) -> dict[str, Case]:
    """Return trainings that write to other places, start a file anew, go on with one, or measure other things."""
    night, moves, first = f"runs/night-{rng.randint(10, 99)}", ["b", "w", "b", "b"], rng.randint(4, 5)
    # The second part begins with the best value so far: it makes no difference whether the first one's is remembered.
    parts = [*"bww", *"b" * (first - 3), *"bwwb"]
    notes = {"logs/notes.txt": "Do not delete.\n"}
    return {
        "nested": _training(rng, moves, path=f"{night}/logs/history.csv", folders=[]),
        "nested_path": _training(rng, moves, path=f"{night}/history.csv", folders=[], kind="path"),
        "bare_name": _training(rng, moves, path="history.csv", folders=[]),
        "stale": _training(rng, moves, existing={"logs/history.csv": _stale(rng)} | notes),
        "resumed": _training(rng, parts, calls=[{"epochs": first}, {"epochs": len(parts), "initial_epoch": first}]),
        "resumed_early": _training(rng, [*"bbwb"], calls=[{"epochs": 1}, {"epochs": 4, "initial_epoch": 1}]),
        "other_metrics": _other_metrics(rng),
    }


def _training(rng: random.Random, moves: Sequence[str | float], **fields: Any) -> Case:
    """Return a training with one call and a new file in an existing folder, unless ``fields`` say otherwise."""
    sign = fields.pop("misleading", 1)
    values = _val_losses(rng, moves)
    curve = [_epoch(rng, index, value, sign) for index, value in enumerate(values)]
    return {
        "scenario": "train_on_a_script",
        "curve": curve,
        "rate": single(fields.pop("rate", rng.uniform(0.01, 0.02))),
        "path": "logs/history.csv",
        "kind": "str",
        "folders": ["logs"],
        "existing": {},
        "calls": [{"epochs": len(curve)}],
        **fields,
    }


def _val_losses(rng: random.Random, moves: Sequence[str | float]) -> list[float]:
    best = rng.uniform(3.0, 4.0)
    values = []
    for move in moves:
        worse = {"b": -rng.uniform(0.1, 0.2), "t": 0.0, "w": rng.uniform(0.2, 0.9)}
        values.append(best + (worse[move] if isinstance(move, str) else move))
        best = min(best, values[-1])
    return [single(value) for value in values]


def _epoch(rng: random.Random, index: int, val_loss: float, sign: int) -> Case:
    better = sign * 0.02 * index + rng.uniform(0.0, 0.01)
    others = {"accuracy": 0.5 + better, "loss": 2.0 - better, "val_accuracy": 0.4 + better}
    return {name: single(value) for name, value in others.items()} | {"val_loss": val_loss}


def _other_metrics(rng: random.Random) -> Case:
    """Return a training that measures other things, in another order; one of them is once no number."""
    case = _training(rng, ["b", "b", "w", "b"])
    names = rng.sample(["mae", "top_2", "auc", "Precision"], 2)
    for index, epoch in enumerate(case["curve"]):
        epoch |= {name: single(rng.uniform(0.1, 0.9)) for one in names for name in (one, f"val_{one}")}
        del epoch["accuracy"], epoch["val_accuracy"]
        if index == 1:
            epoch[f"val_{names[0]}"] = float("nan")
    order = rng.sample(["loss", *names], 3)
    keys = [*order, *(f"val_{name}" for name in order)]
    return case | {"curve": [{key: epoch[key] for key in keys} for epoch in case["curve"]]}


def _stale(rng: random.Random) -> str:
    """Return the file of an earlier training, which was longer and has the same columns."""
    rows = [[str(index), *(f"{rng.uniform(0.1, 0.9)}" for _ in COLUMNS[1:])] for index in range(rng.randint(12, 20))]
    return "".join(f"{','.join(line)}\r\n" for line in (COLUMNS, *rows))


def _logs(rng: random.Random) -> dict[str, Case]:
    """Return files in which each metric, each mode and each habit of counting gives another epoch."""
    highest, later = {"metric": "val_accuracy", "mode": "max"}, rng.randint(13, 30)
    numbers = rng.sample(["10.25", "9.5e-05", "2.5", "0.75", "0.5"], 5)
    return {
        "lowest_by_default": _log(rng, {}),
        "highest_accuracy": _log(rng, highest, kind="path"),
        "lowest_accuracy": _log(rng, {"metric": "val_accuracy"}, by_name=True),
        "highest_loss": _log(rng, {"metric": "val_loss", "mode": "max"}, by_name=True),
        "lowest_of_a_tie": _tied(rng, _log(rng, {}), "val_loss", min),
        "highest_of_a_tie": _tied(rng, _log(rng, highest), "val_accuracy", max),
        "lowest_comes_first": _moved(_log(rng, {}), "val_loss", min, 0),
        "highest_comes_first": _moved(_log(rng, highest), "val_accuracy", max, 0),
        "lowest_comes_last": _moved(_log(rng, {}), "val_loss", min, ROWS - 1),
        "starts_later": _log(rng, {}, first=later),
        "lowest_number": _with_cells(_log(rng, {}), "val_loss", numbers),
        "highest_number": _with_cells(_log(rng, {"metric": "val_loss", "mode": "max"}), "val_loss", numbers),
        "lowest_of_large": _scaled(_log(rng, {}), "val_loss", 1e12),
        "highest_of_negative": _scaled(_log(rng, {"metric": "loss", "mode": "max"}), "loss", -1e12),
        "other_order": _reordered(rng, _log(rng, {"metric": "loss"}, first=later)),
    }


def _incomplete_logs(rng: random.Random) -> dict[str, Case]:
    """Return files with cells that do not count: in the first row, in others, and beside the best value."""
    logs = {}
    for name, cell in zip(("empty_cells", "na_cells", "nan_cells"), NOTHING, strict=True):
        log = _log(rng, {}, first=rng.choice([0, 5]))
        cells = _column(log, "val_loss")
        best = cells.index(min(cells, key=float))
        gone = {0, *rng.sample(sorted(set(range(ROWS)) - {best}), 3)}
        log = _with_cells(log, "val_loss", [cell if row in gone else one for row, one in enumerate(cells)])
        beside = [cell if row == best else one for row, one in enumerate(_column(log, "accuracy"))]
        logs[name] = _with_cells(log, "accuracy", beside)
    log = _log(rng, {"metric": "val_accuracy", "mode": "max"})
    cells = _column(log, "val_accuracy")
    others = [row for row in range(1, ROWS) if row != cells.index(max(cells, key=float))]
    gone_as = dict(zip([0, *rng.sample(others, 5)], [*reversed(NOTHING), *NOTHING], strict=True))
    return logs | {
        "all_kinds": _with_cells(log, "val_accuracy", [gone_as.get(row, one) for row, one in enumerate(cells)])
    }


def _refusals(rng: random.Random) -> dict[str, Case]:
    """Return questions that have no answer."""
    other_mode = rng.choice(["lowest", "highest", "minimum", "maximum", "best"])
    nothing = [rng.choice(NOTHING) for _ in range(ROWS)]
    questions = {
        "unknown_metric": _log(rng, {"metric": rng.choice(["val_acc", "validation_loss", "val_mae"])}),
        "mode_auto": _log(rng, {"metric": "val_loss", "mode": "auto"}),
        "other_mode": _log(rng, {"metric": "val_accuracy", "mode": other_mode}, by_name=True),
        "no_rows": _log(rng, {}) | {"rows": []},
        "no_numbers": _with_cells(_log(rng, {}), "val_loss", nothing),
        "empty_file": _log(rng, {}) | {"columns": [], "rows": []},
    }
    return {name: case | {"scenario": "ask_in_vain"} for name, case in questions.items()}


def _log(rng: random.Random, options: Case, first: int = 0, kind: str = "str", *, by_name: bool = False) -> Case:
    """Return a file of 12 epochs from ``first`` on; lowest and highest values of all metrics lie in different rows.

    None of them is in the first or in the last row, and one more row holds neither.
    """
    places = rng.sample(range(1, ROWS - 1), 2 * len(METRICS))
    metrics = {}
    for name, low, high in zip(METRICS, places[::2], places[1::2], strict=True):
        ends = {low: rng.uniform(0.1, 0.3), high: rng.uniform(0.8, 0.95)}
        metrics[name] = [repr(single(ends.get(row, rng.uniform(0.4, 0.7)))) for row in range(ROWS)]
    metrics["learning_rate"] = [repr(single(0.01 * 0.5 ** (row // 4))) for row in range(ROWS)]
    cells = zip(*(metrics[name] for name in COLUMNS[1:]), strict=True)
    return {
        "scenario": "ask",
        "columns": COLUMNS,
        "rows": [[str(first + row), *one] for row, one in enumerate(cells)],
        "line_end": rng.choice(["\n", "\r\n"]),
        "kind": kind,
        "by_name": by_name,
        "options": options,
    }


def _column(log: Case, name: str) -> list[str]:
    index = log["columns"].index(name)
    return [row[index] for row in log["rows"]]


def _with_cells(log: Case, name: str, cells: list[str]) -> Case:
    """Return the file with other ``cells`` in the column ``name``, and as many rows as there are cells."""
    index = log["columns"].index(name)
    rows = zip(log["rows"], cells, strict=False)
    return log | {"rows": [[*row[:index], cell, *row[index + 1 :]] for row, cell in rows]}


def _scaled(log: Case, name: str, factor: float) -> Case:
    """Return the file with the cells of the column ``name`` multiplied: whoever starts from 0 or 999 finds no better."""
    return _with_cells(log, name, [repr(single(float(cell) * factor)) for cell in _column(log, name)])


def _tied(rng: random.Random, log: Case, name: str, best: Any) -> Case:
    """Return the file with the best value of the column ``name`` in one more row, above or below the first one."""
    cells = _column(log, name)
    value = best(cells, key=float)
    place = rng.choice([row for row in range(1, ROWS - 1) if cells[row] != value])
    return _with_cells(log, name, [value if row == place else cell for row, cell in enumerate(cells)])


def _moved(log: Case, name: str, best: Any, row: int) -> Case:
    """Return the file with the best value of the column ``name`` in ``row``, and what was there in its place."""
    cells = _column(log, name)
    place = cells.index(best(cells, key=float))
    cells[row], cells[place] = cells[place], cells[row]
    return _with_cells(log, name, cells)


def _reordered(rng: random.Random, log: Case) -> Case:
    """Return the file with its columns in another order, in which ``epoch`` is not the first."""
    order = [rng.choice(COLUMNS[1:])]
    order += rng.sample(sorted(set(COLUMNS) - set(order)), len(COLUMNS) - 1)
    cells = {name: _column(log, name) for name in order}
    return log | {"columns": order, "rows": [list(row) for row in zip(*(cells[name] for name in order), strict=True)]}


def single(value: float) -> float:
    """Return ``value`` as Keras would measure it, in single precision."""
    rounded: float = struct.unpack("f", struct.pack("f", value))[0]
    return rounded
