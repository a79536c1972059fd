"""Judge of 02: what the evidence of a DetectOverfittingCallback must show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from grader.evidence import Fit, Logs, Run
from grader.judge import Runs, check, expect, expect_equal, expect_signatures, fits_of
from grader.judge.folders import expect_nothing_written
from grader.judge.shared_numbers import expect_shared_numbers_left_alone
from grader.oracles import Foreseen, overfitting

NAME = "DetectOverfittingCallback"
STOP = "Stopping training due to overfitting..."
CURVES = "*overfits*", "another_threshold", "healthy"


@check(points=1, stage="signatures", needs=NAME, lesson="study-notes#custom-callbacks")
def test_can_be_made(runs: Runs) -> None:
    """`DetectOverfittingCallback(threshold)` can be made, by position and by name."""
    expect_signatures(runs, NAME)
    expect_equal(runs.names[NAME]["kind"], "class", what=NAME, why="A callback is a subclass of Callback.")


@check(points=1, needs=NAME)
def test_prints_the_ratio(runs: Runs) -> None:
    """Each epoch prints its number (from 0) and val_loss / loss with two decimals, on one line."""
    for run in _curves(runs):
        _expect_ratios(run.fit, run.case["epochs"])


@check(points=2, needs=NAME)
def test_stops_at_the_first_violation(runs: Runs) -> None:
    """Training ends with the first epoch whose val_loss / loss is above the threshold, and not before."""
    for run in _curves(runs):
        why = "From there on the model learns its training data by heart: more epochs make it worse on new data."
        _expect_stop(run.fit, run.case["epochs"], run.case["threshold"], why)


@check(points=1, needs=NAME)
def test_announces_the_stop(runs: Runs) -> None:
    """The epoch that ends training says so, and no other epoch does."""
    for run in _curves(runs):
        _expect_announcement(run.fit, run.case["epochs"], run.case["threshold"])


@check(points=1, needs=NAME)
def test_compares_strictly_and_unrounded(runs: Runs) -> None:
    """A ratio equal to the threshold goes on; one that is greater by a hair stops, however it is printed."""
    for name in ("touches", "just_above"):
        run = runs[name]
        why = "The rule is strictly greater than, and it looks at the ratio itself, not at its two printed decimals."
        _expect_stop(run.fit, run.case["epochs"], run.case["threshold"], why)


@check(points=1, needs=NAME)
def test_goes_on_without_validation(runs: Runs) -> None:
    """An epoch without val_loss prints nothing and goes on."""
    for name in ("without_validation", "validated_now_and_then"):
        run = runs[name]
        for epoch in run.fit.epochs:
            expect(
                "val_loss" in epoch.logs or not epoch.printed.strip(),
                expected=f"epoch {epoch.index}, which has no val_loss, prints nothing",
                seen=f"it printed `{epoch.printed.strip()}`",
                why="With `validation_freq=2`, or without validation data, there is nothing to compare.",
            )
        why = "Epochs without val_loss are passed over; the others are judged as always."
        _expect_stop(run.fit, run.case["epochs"], run.case["threshold"], why)
        _expect_ratios(run.fit, run.case["epochs"])
        _expect_announcement(run.fit, run.case["epochs"], run.case["threshold"])


@check(points=1, needs=NAME)
def test_survives_a_loss_of_zero(runs: Runs) -> None:
    """A loss of 0 stops when val_loss is above it, and goes on when both are 0 or one is NaN."""
    for name in ("perfect_training", "nothing_to_compare"):
        run = runs[name]
        why = "A model can reach a loss of 0 by heart; a comparison with NaN says nothing about overfitting."
        _expect_stop(run.fit, run.case["epochs"], run.case["threshold"], why)
        _expect_announcement(run.fit, run.case["epochs"], run.case["threshold"])


@check(points=0.5, needs=NAME)
def test_changes_nothing_else(runs: Runs) -> None:
    """Weights, logs and learning rate stay as they are, no file is written, and training ends normally."""
    for run in chain(_curves(runs), runs.matching("training")):
        why = "A callback that watches must not change what it watches: others read the same logs after it."
        for epoch in run.fit.epochs:
            expect_equal(_shown(epoch.logs_after), _shown(epoch.logs), what="the logs after your callback", why=why)
            expect_equal(epoch.rate_after, epoch.rate, what="the learning rate", why=why)
            expect(epoch.weights == epoch.weights_after, expected="the same weights", seen="other weights", why=why)
        expect(
            run.fit.ended,
            expected="on_train_end of every callback runs",
            seen="it did not",
            why="Other callbacks save their work there.",
        )
        before, after = (hook for hook in run.fit.hooks if hook.hook == "on_train_end")
        same, rate = before.weights == after.weights, f"{after.rate} instead of {before.rate}"
        expect(same, expected="the same weights when training ends", seen="other weights", why=why)
        expect(before.rate == after.rate, expected="the same rate when training ends", seen=rate, why=why)
    for run in _curves(runs):
        expect_shared_numbers_left_alone(run, "your callback")
        expect_nothing_written(run, "your callback")


@check(points=0.5, needs=NAME)
def test_can_be_used_again(runs: Runs) -> None:
    """The same callback works for a second fit, and two callbacks share nothing."""
    twice = runs["twice"]
    why = "Nothing of the first training may decide the second one."
    for fit, curve in zip(fits_of(twice, 2), ("first", "second"), strict=True):
        _expect_stop(fit, twice.case[curve], twice.case["threshold"], why)
        _expect_ratios(fit, twice.case[curve], why)
        _expect_announcement(fit, twice.case[curve], twice.case["threshold"])
    two = runs["two_of_them"]
    for fit, threshold in zip(fits_of(two, 2), two.case["thresholds"], strict=True):
        _expect_stop(fit, two.case["epochs"], threshold, "Each callback has a threshold of its own.")
        _expect_announcement(fit, two.case["epochs"], threshold)


@check(points=1, stage="training", needs=NAME)
def test_stops_a_real_training(runs: Runs) -> None:
    """A real training that overfits ends with the epoch that its own losses say."""
    run = runs["training"]
    history = [epoch.logs for epoch in run.fit.epochs]
    why = "The same rule holds when the losses come from a real model."
    _expect_stop(run.fit, history, run.case["threshold"], why)


def foreseen(run: Run) -> list[Foreseen]:
    """Return what the rule says of each fit of ``run``, for its picture."""
    case = run.case
    if "first" in case:
        return [_foreseen(case[curve], case["threshold"]) for curve in ("first", "second")]
    if "thresholds" in case:
        return [_foreseen(case["epochs"], threshold) for threshold in case["thresholds"]]
    if isinstance(case["epochs"], int):
        return [_foreseen([epoch.logs for epoch in run.fit.epochs], case["threshold"], case["epochs"])]
    return [_foreseen(case["epochs"], case["threshold"], first=case.get("initial_epoch", 0))]


def _foreseen(history: list[Logs], threshold: float, asked: int | None = None, first: int = 0) -> Foreseen:
    outcome = overfitting(history, threshold=threshold, initial_epoch=first)
    return Foreseen(
        history=history,
        watched="val_loss / loss",
        # What comes after the epoch that should be the last one is shown as well.
        values=[overfitting([logs], threshold=threshold).ratios[0] for logs in history],
        limit=threshold,
        last=outcome.stop_epoch or asked or first + len(history),
        printed=outcome.lines,
    )


def _curves(runs: Runs) -> Iterator[Run]:
    for pattern in CURVES:
        yield from runs.matching(pattern)


def _expect_ratios(fit: Fit, history: list[Logs], why: str = "") -> None:
    """Compare the line of each epoch of ``fit`` that was validated with the ratio of its losses."""
    why = why or "The line shows how the ratio moves, which tells you whether the threshold is a sensible one."
    for epoch, logs in zip(fit.epochs, history, strict=False):
        if "val_loss" not in logs:
            continue
        wanted = f"Epoch: {epoch.index}, Val/Train loss ratio: {logs['val_loss'] / logs['loss']:.2f}"
        lines = [line.strip() for line in epoch.printed.splitlines() if line.strip() and STOP not in line]
        expected = f"the epoch with {_losses(logs)} prints `{wanted}`"
        expect(lines == [wanted], expected=expected, seen=f"`{'` and `'.join(lines)}`" if lines else "no line", why=why)


def _expect_announcement(fit: Fit, history: list[Logs], threshold: float) -> None:
    """Expect the words of the stop in the epoch that ends training, and nowhere else."""
    stop = overfitting(history, threshold=threshold).stop_epoch
    for number, (epoch, logs) in enumerate(zip(fit.epochs, history, strict=False), start=1):
        wanted = number == stop
        lines = [line.strip() for line in epoch.printed.splitlines() if STOP in line]
        expected = f"epoch {epoch.index} ({_losses(logs)}) prints {'' if wanted else 'no '}`{STOP}`"
        seen = "it is there" if lines else "it is not there"
        why = "Whoever looks at the log later must find the reason why training ended early."
        expect(bool(lines) == wanted, expected=expected, seen=seen, why=why)
        why = "People and programs search logs for exact words."
        alone = lines in ([], [STOP])
        expect(alone, expected=f"{expected} as a line of its own", seen=f"`{'` and `'.join(lines)}`", why=why)


def _expect_stop(fit: Fit, history: list[Logs], threshold: float, why: str) -> None:
    """Compare the epochs of ``fit`` with what the oracle says of ``history``."""
    stop, asked, ran = overfitting(history, threshold=threshold).stop_epoch, fit.arguments["epochs"], len(fit.epochs)
    if stop is None:
        expected = f"training goes on to the last of {asked} epochs (no ratio is above {threshold:g})"
    else:
        there = f"there {_losses(history[stop - 1])}, threshold {threshold:g}"
        expected = f"training ends after {stop} of {asked} epochs ({there})"
    seen = f"it ended after {ran}"
    if ran < len(history) or stop is None:
        seen += f" (there {_losses(history[ran - 1])})"
    expect(ran == (stop or asked), expected=expected, seen=seen, why=why)


def _losses(logs: Logs) -> str:
    return ", ".join(f"{key} {value:.4g}" for key, value in logs.items() if key in ("loss", "val_loss"))


def _shown(logs: Logs) -> list[str]:
    return [f"{key} {_number(value)}" for key, value in sorted(logs.items())]


def _number(value: object) -> str:
    """Return ``value`` as a number is shown, and what is none, as a callback may leave it in the logs, as Python does."""
    return f"{value:.6g}" if isinstance(value, int | float) else repr(value)
