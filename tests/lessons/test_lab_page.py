"""What the lab page says of recorded runs is what the oracles say: its settings reach the rules that they name."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from grader.oracles import early_stopping, model_checkpoint, overfitting
from tests.lessons.test_lab_runs import CELLS, KEY, history

RUNS = ("healthy", "overfits", "plateaus", "noisy")
MONITORS = ("val_loss", "val_accuracy", "loss", "accuracy")
STATES = 40
# The page listens first, so that its words are there when this listener is called.
_GO = """async states => {
  const found = [];
  for (const [view, hash] of states) {
    await new Promise(done => { addEventListener("hashchange", done, {once: true}); location.hash = hash; });
    found.push(document.querySelector(`.lab[data-view="${view}"] .lab-told`).textContent);
  }
  return found;
}"""


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """Return the page of the lab, opened as a file."""
    page = browser.new_page()
    page.goto((site / "lab.html").as_uri())
    yield page
    page.close()


def _told(page: Page, view: str, states: list[dict[str, Any]]) -> list[str]:
    shown = [
        {key: str(value).lower() if isinstance(value, bool) else value for key, value in one.items()} for one in states
    ]
    links = [[view, urlencode({"lab": view, "n": number, **one, "shown": "true"})] for number, one in enumerate(shown)]
    told: list[str] = page.evaluate(_GO, links)
    return told


def _number(words: str, sentence: str) -> int | None:
    found = re.search(words, sentence)
    return int(found[1]) if found else None


def _logs(run: str) -> list[dict[str, float]]:
    rows = zip(*(history("runs")[f"{run} {key}"] for key in MONITORS), strict=True)
    return [dict(zip(MONITORS, row, strict=True)) for row in rows]


def _stop_state(rng: random.Random) -> dict[str, Any]:
    return {
        "run": rng.choice(RUNS),
        "monitor": rng.choice(MONITORS),
        "mode": rng.choice(["auto", "auto", "min", "max"]),
        "patience": rng.choice([0, 1, 2, 3, 5, 8, 13, 40]),
        "min_delta": rng.choice([0, 0, 0.001, 0.005, 0.02]),
        "start_from_epoch": rng.choice([0, 0, 3, 20]),
        "restore_best_weights": rng.random() < 0.5,
        "saved_monitor": rng.choice(MONITORS),
        "saved_mode": rng.choice(["auto", "min", "max"]),
        "save_best_only": rng.random() < 0.8,
    }


def _meant(mode: str, monitor: str) -> Any:
    return mode if mode != "auto" else "max" if "accuracy" in monitor else "min"


def test_stop_and_keep_says_what_the_oracles_say(page: Page) -> None:
    """For random settings, the sentences name the epochs of the oracles: the stop, the weights, the file."""
    rng = random.Random(27)
    states = [_stop_state(rng) for _ in range(STATES)]

    for state, said in zip(states, _told(page, "stop", states), strict=True):
        logs = _logs(state["run"])
        keys = ("monitor", "patience", "min_delta", "start_from_epoch", "restore_best_weights")
        stopping = early_stopping(
            logs, mode=_meant(state["mode"], state["monitor"]), **{key: state[key] for key in keys}
        )
        saving = model_checkpoint(
            logs[: stopping.epochs_run],
            monitor=state["saved_monitor"],
            mode=_meant(state["saved_mode"], state["saved_monitor"]),
            save_best_only=state["save_best_only"],
        )
        assert _number(r"ends training after epoch (\d+)", said) == stopping.stop_epoch, (state, said)
        weights = stopping.restored_epoch or stopping.epochs_run
        assert _number(r"The model (?:gets|keeps) the weights of epoch (\d+)", said) == weights, (state, said)
        assert _number(r"the file holds epoch (\d+)", said) == saving.held, (state, said)


def test_the_ratio_says_what_the_oracle_says(page: Page) -> None:
    """For each curve and some thresholds, training ends with the epoch of the oracle."""
    states = [{"run": run, "threshold": one} for run in RUNS for one in (0, 0.7, 1, 1.15, 1.3, 2, 3.99)]

    for state, said in zip(states, _told(page, "ratio", states), strict=True):
        expected = overfitting(_logs(str(state["run"])), threshold=float(state["threshold"])).stop_epoch
        assert _number(r"After epoch (\d+), val_loss / loss is", said) == expected, (state, said)


def test_slow_down_says_what_was_recorded(page: Page) -> None:
    """For random cells of the grid, the reductions are those of the real run up to where EarlyStopping ended it."""
    rng = random.Random(27)
    names = ("patience", "factor", "cooldown", "min_delta")
    cells = [rng.choice(CELLS) for _ in range(STATES)]
    states = [
        dict(zip(names, cell, strict=True)) | {"stopping": True, "stop_patience": rng.randint(1, 20)} for cell in cells
    ]

    told = _told(
        page, "slow", [{key: f"{v:g}" if isinstance(v, float) else v for key, v in one.items()} for one in states]
    )
    for cell, state, said in zip(cells, states, told, strict=True):
        key = KEY.format(*(f"{value:g}" for value in cell))
        logs = [{"val_loss": value} for value in history("slower")[f"{key} val_loss"]]
        stopping = early_stopping(logs, patience=int(state["stop_patience"]))
        reduced = [int(epoch) for epoch in history("slower")[f"{key} reduced"] if epoch <= stopping.epochs_run]
        assert _number(r"ends training after epoch (\d+)", said) == stopping.stop_epoch, (state, said)
        assert _number(r", after epochs? (\d+)", said) == (reduced[0] if reduced else None), (state, said)
        last = logs[stopping.epochs_run - 1]["val_loss"]
        assert f"The last val_loss is {float(f'{last:.4g}'):g}" in said, (state, said)
