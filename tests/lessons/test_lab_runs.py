"""The recorded runs of the callback lab are what the page says of them."""

from __future__ import annotations

import itertools
import json
import re
from functools import cache
from typing import Any

import pytest

from grader.oracles import early_stopping, overfitting, reduce_lr_on_plateau
from tests.lessons.sources import LESSONS, ROOT

FOLDER = LESSONS / "recorded" / "lab"
SCRIPT = (ROOT / "site" / "assets" / "lab.js").read_text(encoding="utf-8")
KEY = "patience {}, factor {}, cooldown {}, min_delta {}"


@cache
def history(name: str) -> dict[str, list[float]]:
    """Return the recorded curves of a script."""
    found: dict[str, list[float]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["history"]
    return found


def _positions(field: str) -> list[float]:
    """Return the values that a reader can choose for a setting of the grid."""
    (text,) = re.findall(rf"{field}: \{{[^}}]*steps: (\[[^]]*\])", SCRIPT)
    return [float(value) for value in json.loads(text)]


CELLS = list(itertools.product(*map(_positions, ("patience", "factor", "cooldown", "min_delta"))))


def _curves(cell: tuple[float, ...]) -> tuple[list[float], list[int]]:
    key = KEY.format(*(f"{value:g}" for value in cell))
    return history("slower")[f"{key} val_loss"], [int(epoch) for epoch in history("slower")[f"{key} reduced"]]


def _replay(cell: tuple[float, ...]) -> list[int]:
    patience, factor, cooldown, min_delta = cell
    settings: dict[str, Any] = {"patience": int(patience), "factor": factor, "cooldown": int(cooldown)}
    logs = [{"val_loss": value} for value in _curves(cell)[0]]
    return list(reduce_lr_on_plateau(logs, rate=0.5, min_delta=min_delta, **settings).reductions)


def test_every_position_of_the_sliders_was_trained() -> None:
    """All settings that a reader can choose are recorded, and no others."""
    recorded = {key for key in history("slower") if key.endswith(" reduced")}

    assert recorded == {KEY.format(*(f"{value:g}" for value in cell)) + " reduced" for cell in CELLS}
    assert len(CELLS) >= 72


def test_each_recorded_run_followed_the_rules() -> None:
    """Replayed on its own curve, each run reduces its rate after the very epochs in which the real one did."""
    assert [cell for cell in CELLS if _replay(cell) != _curves(cell)[1]] == []


def test_runs_are_one_until_the_first_reduction() -> None:
    """The page says: up to there the training with a constant rate is the same; so the first reduction can be predicted."""
    constant = history("slower")["constant val_loss"]

    for cell in CELLS:
        losses, reduced = _curves(cell)
        assert losses[: reduced[0]] == constant[: reduced[0]], cell
        assert losses[reduced[0] :] != constant[reduced[0] :], cell


def test_a_cooldown_of_one_is_none() -> None:
    """The page says: the run with 0 is the same, and with 2 it is another one."""
    for patience, factor, _, min_delta in CELLS:
        assert _curves((patience, factor, 1, min_delta)) == _curves((patience, factor, 0, min_delta))
    assert _curves((2, 0.5, 2, 0.0001)) != _curves((2, 0.5, 1, 0.0001))


def test_a_lower_rate_pays() -> None:
    """The picture of the page shows it: with the rate reduced, the training ends lower than with a constant one."""
    losses, _ = _curves((3, 0.5, 0, 0.0001))

    assert max(losses[-10:]) < min(history("slower")["constant val_loss"][-10:])


def test_the_real_training_stopped_where_the_replay_says() -> None:
    """The training that was ended by EarlyStopping is the beginning of the one that was not, with the counts of the rule."""
    whole, real = history("runs")["overfits val_loss"], history("runs")["stopped val_loss"]
    outcome = early_stopping([{"val_loss": value} for value in whole], patience=5)

    assert (outcome.stop_epoch, outcome.best_epoch) == (len(real), 14) == (19, 14)
    assert real == whole[:19]
    assert history("runs")["stopped count"] == [0] * 14 + [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("threshold", "epoch"), [(1.3, 11), (2.0, 21)])
def test_where_the_ratio_passes(threshold: float, epoch: int) -> None:
    """The page says so for those who run no script."""
    pairs = zip(history("runs")["overfits loss"], history("runs")["overfits val_loss"], strict=True)
    logs = [{"loss": loss, "val_loss": val_loss} for loss, val_loss in pairs]

    assert overfitting(logs, threshold=threshold).stop_epoch == epoch


def test_the_stories_are_true() -> None:
    """What a story promises happens in the recorded runs, also after they are recorded again."""
    runs = history("runs")
    healthy = [{"val_loss": value} for value in runs["healthy val_loss"]]
    worse = early_stopping(healthy, patience=4, min_delta=0.02)
    assert worse.best_epoch is not None and worse.stop_epoch is not None
    after = runs["healthy val_loss"][worse.best_epoch : worse.stop_epoch]
    assert min(after) < runs["healthy val_loss"][worse.best_epoch - 1]
    accuracies = runs["healthy val_accuracy"]
    wrong = early_stopping([{"val_accuracy": v} for v in accuracies], monitor="val_accuracy", patience=3, mode="min")
    assert (wrong.stop_epoch, wrong.best_epoch, min(accuracies)) == (4, 1, accuracies[0])
    stopped = early_stopping([{"val_loss": value} for value in _curves((5, 0.5, 0, 0.0001))[0]], patience=3)
    assert stopped.stop_epoch is not None and stopped.stop_epoch < _curves((5, 0.5, 0, 0.0001))[1][0]
    assert len(_curves((3, 0.5, 0, 0.02))[1]) > len(_curves((3, 0.5, 0, 0.0001))[1])
    best = runs["overfits val_accuracy"].index(max(runs["overfits val_accuracy"][:24])) + 1
    assert best != 14
    ratios = [val / loss for loss, val in zip(runs["noisy loss"], runs["noisy val_loss"], strict=True)]
    first = next(place for place, ratio in enumerate(ratios) if ratio > 1.15)
    assert min(ratios[first + 1 : first + 4]) < 1.15


def test_what_a_reader_downloads_is_small() -> None:
    """All recorded runs of the lab together stay below 300 kB, and say how they were made."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 300_000
    bundle = (FOLDER / "runs.js").read_text(encoding="utf-8")
    assert bundle.count("Recorded with `make record` from lessons/code/lab/") == 2
