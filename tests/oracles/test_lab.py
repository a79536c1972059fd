"""The script of the callback lab, the oracles and the real callbacks: three tellings of the same rules agree."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.conftest import SOURCE
from tests.oracles.lab_cases import RATE, Case, Outcome, by_keras, by_oracle, cases

SCRIPT = SOURCE.root / "site" / "assets" / "lab-rules.js"
PROVE = os.environ.get("CALLBACKS_PROFILE") == "prove"
COUNT = 12_000 if PROVE else 400
SEED = 3141

# How the page calls the rules, with settings under the names of Keras.
_CALLS = """cases => {
  const rules = callbackRules, name = value => value === null ? "None" : value === Infinity ? "inf"
    : value === -Infinity ? "-inf" : Number.isNaN(value) ? "nan" : Object.is(value, -0) ? "-0.0" : value;
  return cases.map(({callback, monitor, told, curve, losses, settings: s}) => {
    const mode = rules.meant(told, monitor);
    if (callback === "EarlyStopping") {
      const out = rules.earlyStopping(curve, {mode, minDelta: s.min_delta, patience: s.patience,
        startFromEpoch: s.start_from_epoch, restore: s.restore_best_weights});
      return {ran: out.epochsRun, stop: out.stopEpoch, best: out.bestEpoch, restored: out.restoredEpoch};
    }
    if (callback === "ModelCheckpoint") {
      return rules.modelCheckpoint(curve, {mode, saveBestOnly: s.save_best_only, threshold: s.initial_value_threshold});
    }
    if (callback === "ReduceLROnPlateau") {
      const out = rules.reduceLROnPlateau(curve, {rate: RATE, factor: s.factor, patience: s.patience, mode,
        minDelta: s.min_delta, cooldown: s.cooldown, minLr: s.min_lr});
      return {rates: out.rates, reductions: out.reductions, final: out.finalRate};
    }
    const out = rules.overfitting(losses, curve, s.threshold);
    return {stop: out.stopEpoch, ratios: out.ratios.map(name)};
  });
}"""


def by_script(browser: Browser, asked: list[Case]) -> list[Outcome]:
    """Return what the shipped script says of all ``asked``, in one call."""
    given = [
        {
            "callback": case.callback,
            "monitor": case.monitor,
            "told": case.mode,
            "curve": case.curve,
            "losses": case.losses,
            "settings": case.settings,
        }
        for case in asked
    ]
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)
    # NaN and Infinity, as json writes them, are words of JavaScript.
    answer = page.evaluate(f"JSON.stringify(({_CALLS.replace('RATE', str(RATE))})({json.dumps(given)}))")
    page.close()
    told: list[Outcome] = json.loads(answer)
    for outcome in told:
        if "ratios" in outcome:
            outcome["ratios"] = [one if isinstance(one, str) else repr(float(one)) for one in outcome["ratios"]]
    return told


@pytest.fixture(scope="module")
def asked() -> list[Case]:
    """Return the cases of this run."""
    return cases(COUNT, SEED)


@pytest.fixture(scope="module")
def expected(asked: list[Case]) -> list[Outcome]:
    """Return what the oracles say of them."""
    return [by_oracle(case) for case in asked]


def _disagreements(asked: list[Case], one: list[Outcome], other: list[Outcome]) -> list[tuple[Any, ...]]:
    triples = zip(asked, one, other, strict=True)
    return [(case, left, right) for case, left, right in triples if left != right][:3]


def test_the_script_agrees_with_the_oracles(browser: Browser, asked: list[Case], expected: list[Outcome]) -> None:
    """The script that the page loads says the same of every curve and setting, down to the last digit of a rate."""
    assert _disagreements(asked, by_script(browser, asked), expected) == []


def test_keras_agrees_with_the_oracles(asked: list[Case], expected: list[Outcome]) -> None:
    """The real callbacks did the same with every curve and setting."""
    assert _disagreements(asked, [by_keras(case) for case in asked], expected) == []


def test_the_cases_are_of_all_kinds(asked: list[Case], expected: list[Outcome]) -> None:
    """Each thing that a callback can do happens often, and so does its contrary: agreement on nothing proves nothing."""
    counts: dict[str, int] = {}
    for case, outcome in zip(asked, expected, strict=True):
        kinds = {
            f"{case.callback} {key} {bool(value)}" for key, value in outcome.items() if key in ("stop", "reductions")
        }
        kinds |= {"missing" for value in case.curve if value is None} | {
            "nan" for v in case.curve if v is not None and v != v
        }
        kinds |= {"restored another" for _ in [0] if outcome.get("restored") not in (None, outcome.get("ran"))}
        kinds |= {"not all saved" for _ in [0] if len(outcome.get("saved", case.curve)) < len(case.curve)}
        kinds |= {f"mode {case.mode}"}
        for kind in kinds:
            counts[kind] = counts.get(kind, 0) + 1

    wanted = [f"{name} stop {yes}" for name in ("EarlyStopping", "overfitting") for yes in (True, False)]
    wanted += [f"ReduceLROnPlateau reductions {yes}" for yes in (True, False)]
    wanted += ["missing", "nan", "restored another", "not all saved", "mode auto", "mode min", "mode max"]
    assert {kind: counts.get(kind, 0) for kind in wanted if counts.get(kind, 0) < COUNT // 50} == {}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("wait >= patience) {", "wait > patience) {"),
        ("const single = Math.fround;", "const single = (value) => value;"),
        ("cooling = Math.max(cooling - 1, 0);", ""),
        ("value === null || best.take(value)", "value !== null && best.take(value)"),
        ("ratios[epoch] > threshold", "ratios[epoch] >= threshold"),
        ("epoch >= startFromEpoch", "epoch > startFromEpoch"),
    ],
)
def test_a_slip_in_the_script_is_seen(
    browser: Browser,
    asked: list[Case],
    expected: list[Outcome],
    tmp_path: Any,
    monkeypatch: Any,
    right: str,
    wrong: str,
) -> None:
    """Scripts with one fault each do not agree: the cases are hard enough."""
    text = SCRIPT.read_text(encoding="utf-8")
    assert right in text
    slip = tmp_path / "slip.js"
    slip.write_text(text.replace(right, wrong), encoding="utf-8")
    monkeypatch.setattr("tests.oracles.test_lab.SCRIPT", slip)

    assert _disagreements(asked, by_script(browser, asked), expected)
