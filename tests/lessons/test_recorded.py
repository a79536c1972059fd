"""The recorded outputs and figures are those of the scripts, of the installed Keras, and of what the text says."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from grader.isolation.environment import server_environment
from grader.recording.made import digest
from grader.recording.plan import Plan, plans
from grader.recording.write import figure_files, histories_of

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
RECORDED = LESSONS / "recorded"
PLANS = plans(LESSONS)
AGAIN = "Run `make record`, read what changed, and check that the text still fits."
_BY_KERAS = re.compile(r"Epoch \d|Restoring model|Found \d+ files|Using \d+ files|\d+/\d+ - ")
_MAX_BYTES = 300_000


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.page)
def test_recorded_from_the_scripts_as_they_are(plan: Plan) -> None:
    """A script that was changed after its recording is shown with an output that it no longer prints."""
    folder = RECORDED / plan.page
    old = [one.name for one in plan.scripts if f"({digest(one)})" not in _header(folder / f"{one.stem}.txt")]

    assert old == [], f"These were changed since they were recorded. {AGAIN}"


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.page)
def test_figures_show_the_recorded_histories(plan: Plan) -> None:
    """Each picture and table is what the recorded numbers give, and no file is left over."""
    folder = RECORDED / plan.page
    drawn = figure_files(plan, histories_of(folder))
    outputs = {f"{script.stem}.txt" for script in plan.scripts}

    assert {name: (folder / name).read_text(encoding="utf-8") for name in drawn} == drawn, (
        "python -m grader.recording --draw"
    )
    assert {path.name for path in folder.iterdir() if path.suffix != ".json"} == set(drawn) | outputs


def test_messages_are_those_of_the_installed_keras(tmp_path: Path) -> None:
    """Every line that Keras printed into a recorded output is one that it still prints, apart from numbers and paths."""
    (tmp_path / "home").mkdir()
    (tmp_path / "work").mkdir()
    script = Path(__file__).with_name("every_message.py")
    environment = server_environment(tmp_path / "home")
    command = [sys.executable, str(script)]
    done = subprocess.run(
        command, cwd=tmp_path / "work", env=environment, capture_output=True, encoding="utf-8", check=True
    )
    outputs = [path.read_text(encoding="utf-8") for path in RECORDED.glob("*/*.txt") if ".table." not in path.name]

    recorded = {shape for output in outputs for shape in shapes_of(output)}

    assert len(recorded) >= 10
    assert recorded - shapes_of(done.stdout) == set(), f"Keras no longer prints these. {AGAIN}"


def shapes_of(output: str) -> set[str]:
    """Return the lines of ``output`` that Keras printed, with numbers, times and paths masked."""
    lines = {line for line in output.splitlines() if _BY_KERAS.match(line)}
    without_paths = {re.sub(r" to [^:]*\.keras$", " to PATH", line) for line in lines}
    without_times = {re.sub(r"- \d+\w+ - \d+\w+/step", "- TIME", line) for line in without_paths}
    return {re.sub(r"\d+(\.\d+)?(e[+-]?\d+)?", "#", line) for line in without_times}


def test_recordings_are_small() -> None:
    """What every reader downloads stays well below what a page may weigh."""
    assert sum(path.stat().st_size for path in RECORDED.rglob("*") if path.is_file()) < _MAX_BYTES


def test_the_picture_of_tensorboard_shows_the_recorded_training() -> None:
    """The page reads a validation accuracy of 0.604 off the picture: a new recording needs a new picture and text."""
    output = (RECORDED / "horses-or-humans" / "first_run.txt").read_text(encoding="utf-8")

    assert re.findall(r"val_accuracy: (\S+)", output)[3] == "0.6042"


def test_early_stopping_went_back_to_a_better_epoch() -> None:
    """The page says: the best epoch was followed by exactly four others, and not all forty ran."""
    losses = histories_of(RECORDED / "horses-or-humans")["early_stopping"]["val_loss"]

    assert len(losses) < 40
    assert losses.index(min(losses)) == len(losses) - 5


def test_overfitting_is_seen_in_the_ratio() -> None:
    """The page says: the training loss falls to almost nothing, and the ratio passes 0.7 at once, 2 much later."""
    history = histories_of(RECORDED / "horses-or-humans")["overfitting"]
    first = {limit: next(n for n, ratio in enumerate(history["ratio"], 1) if ratio > limit) for limit in (0.7, 1.3, 2)}

    assert history["loss"][-1] < 0.1
    assert history["val_loss"][-1] > history["val_loss"][0]
    assert first[0.7] == 1
    assert 5 < first[1.3] < first[2]


def test_slowing_down_too_early_is_worse() -> None:
    """The page says: after ten epochs the constant rate is ahead, and the staircase is last."""
    history = histories_of(RECORDED / "horses-or-humans")["schedules"]
    constant, less, steps = (history[f"{name} val_loss"][-1] for name in ("constant", "a_little_less", "in_steps"))

    assert constant < less < steps


def test_a_lower_rate_calms_the_jumps() -> None:
    """The page says: equal up to the reduction, then the lower rate falls at once and stays low while the other jumps."""
    history = histories_of(RECORDED / "brain-tumours")["plateau"]
    rates, calm, wild = (history[key] for key in ("plateau learning_rate", "plateau val_loss", "constant val_loss"))
    change = next(n for n, (one, two) in enumerate(pairwise(rates), 1) if two < one)

    assert calm[:change] == wild[:change]
    assert max(calm[change:]) < min(calm[:change])
    assert max(wild[change:]) > 3 * max(calm[change:])


def test_only_a_base_that_learnt_something_helps() -> None:
    """The page says: on an untrained base the head stays at guessing; on the other one training runs ahead."""
    history = histories_of(RECORDED / "fashion-mnist")["transfer"]

    assert max(history["untrained base val_accuracy"]) < 0.2
    assert history["frozen base val_accuracy"][-1] > 0.4
    assert history["frozen base accuracy"][-1] > history["frozen base val_accuracy"][-1]


def test_a_seed_repeats_a_run() -> None:
    """The page says: the run with seed 1 reaches the very accuracy of the training before it."""
    output = (RECORDED / "fashion-mnist" / "transfer.txt").read_text(encoding="utf-8")
    before = re.findall(r"^test accuracy (\S+)$", output, re.MULTILINE)[-1]

    assert f"seed 1: test accuracy {before} " in output


def test_recorded_runs_spread_more_than_those_of_the_original() -> None:
    """The page says so: the best and the worst of the original's six runs lie 0.0028 apart."""
    accuracies = histories_of(RECORDED / "fashion-mnist")["transfer"]["test accuracy"]

    assert max(accuracies) - min(accuracies) > 0.9080 - 0.9052


def _header(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n\n")[0].replace("\n# ", " ") if path.is_file() else ""
