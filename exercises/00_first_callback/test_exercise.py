"""Judge of 00: what the evidence of a training with early stopping must show."""

from __future__ import annotations

import math
from collections.abc import Iterator

from grader.evidence import Run
from grader.judge import Runs, check, expect, expect_equal, expect_signatures
from grader.judge.folders import expect_nothing_written
from grader.judge.not_a_number import expect_survives_nan
from grader.oracles import EarlyStoppingOutcome, Foreseen, early_stopping

PATIENCE = 2
STOPPING = ("real_loop", "plateau", "bump", "tie", "misleading")
GOING_ON = ("goes_on", "by_default", "small_gains")


@check(points=0.5, stage="signatures", needs="train", lesson="day-27#passing-callbacks")
def test_can_be_called(runs: Runs) -> None:
    """`train(model, x, y, x_val, y_val, epochs=30)` can be called, by position and by name."""
    expect_signatures(runs, "train")


@check(points=0.5, needs="train", lesson="day-27#passing-callbacks")
def test_trains_once_with_validation(runs: Runs) -> None:
    """The model is trained by one fit with the validation data, its History is returned, and no file is written."""
    for run in _scripted(runs):
        expect_equal(len(run.fits), 1, what="calls of fit", why="Each fit starts to count epochs anew.")
        expect(
            bool(run.fit.arguments["validation_data"]),
            expected="fit is given the validation data",
            seen="it is not",
            why="Without validation data there is no val_loss to watch.",
        )
        expect(
            bool(run.values["returned_history"]),
            expected="train returns the History that fit gives",
            seen="something else",
            why="The History is how the caller sees what happened in each epoch.",
        )
        expect_nothing_written(run, "`train`")
    for name in ("not_a_number", "never_a_number"):
        expect_survives_nan(runs.partial(name), "a training with your callback")


@check(points=1.5, needs="train")
def test_stops_after_two_epochs_without_progress(runs: Runs) -> None:
    """Training stops after 2 epochs in a row without a better val_loss, not earlier and not later."""
    for name in STOPPING:
        run = runs[name]
        outcome = _predicted(run)
        expect(
            len(run.fit.epochs) == outcome.stop_epoch,
            expected=f"the last epoch is {outcome.stop_epoch}: the best val_loss was that of epoch {outcome.best_epoch}"
            f" ({_losses(run)})",
            seen=f"the last epoch was {len(run.fit.epochs)}",
            why="Two epochs without a better val_loss mean that more training makes the model worse on new data; "
            "one bad epoch can be bad luck, and an equal value is no progress.",
        )


@check(points=0.5, needs="train")
def test_goes_on_while_there_is_progress(runs: Runs) -> None:
    """All epochs run as long as a better val_loss comes in time; without `epochs` there are 30."""
    for name in GOING_ON:
        run = runs[name]
        asked = run.case["epochs"] or 30
        expect(
            len(run.fit.epochs) == asked,
            expected=f"all {asked} epochs run ({_losses(run)})",
            seen=f"the last epoch was {len(run.fit.epochs)}",
            why="A training that still makes progress should not be cut off.",
        )


@check(points=0.5, needs="train")
def test_announces_the_stop(runs: Runs) -> None:
    """A line `Epoch N: early stopping` is printed when training was stopped, and only then."""
    for run in _scripted(runs):
        stop = _predicted(run).stop_epoch
        seen = [line.strip() for line in run.printed.splitlines() if "early stopping" in line]
        wanted = [f"Epoch {stop}: early stopping"] if stop else []
        expect(
            seen == wanted,
            expected=f"`{wanted[0]}` is printed" if wanted else "no line about early stopping: nothing was stopped",
            seen=f"`{'` and `'.join(seen)}`" if seen else "no such line",
            why="A callback is silent unless it is asked to speak, and a silent stop looks like a mistake.",
        )


@check(points=1, needs="train", lesson="reference/early-stopping#restoring-the-best-weights")
def test_leaves_the_best_weights(runs: Runs) -> None:
    """The model ends with the weights of its best epoch, whether training was stopped or not."""
    for run in _scripted(runs):
        best = _predicted(run).best_epoch
        weights = run.values["weights_of_epoch"]
        expect(
            weights == best,
            expected=f"the weights of epoch {best}, which had the best val_loss ({_losses(run)})",
            seen=f"the weights of epoch {weights:g}" if weights is not None else "weights of no epoch",
            why="The last epochs are those that made the model worse; you want to keep the best one.",
        )


@check(points=0.5, stage="training", needs="train")
def test_stops_a_real_training(runs: Runs) -> None:
    """A real training ends with the epoch that its own val_loss says."""
    run = runs["training"]
    history = [epoch.logs for epoch in run.fit.epochs]
    evaluated, losses = run.values["evaluated"], [logs.get("val_loss", math.nan) for logs in history]
    expect(
        any(math.isclose(evaluated, loss, rel_tol=1e-3) for loss in losses),
        expected=f"val_loss measured on x_val and y_val ({evaluated:.4g} after the training)",
        seen=f"val_loss was {', '.join(f'{loss:.4g}' for loss in losses)}",
        why="Other data say nothing about how the model does on these.",
    )
    # Either answer is right where a difference of at most 1e-4 decides.
    outcomes = [early_stopping(history, patience=PATIENCE, min_delta=delta) for delta in (0.0, 1e-4)]
    shown = ", ".join(f"{logs.get('val_loss', math.nan):.3g}" for logs in history)
    expected = {outcome.stop_epoch or run.case["epochs"] for outcome in outcomes}
    expect(
        len(history) in expected,
        expected=f"the last epoch is {' or '.join(map(str, sorted(expected)))}",
        seen=f"the last epoch was {len(history)}, with val_loss {shown}",
        why="The same rule holds when the losses come from a real model.",
    )


def foreseen(run: Run) -> list[Foreseen]:
    """Return what early stopping does in the only fit of ``run``, for its picture."""
    scripted, asked = "curve" in run.case, run.case["epochs"] or 30
    history = run.case["curve"] if scripted else [epoch.logs for epoch in run.fit.epochs]
    outcomes = [early_stopping(history, patience=PATIENCE, min_delta=delta) for delta in (0.0, 1e-4)]
    outcome = next((one for one in outcomes if (one.stop_epoch or asked) == len(run.fit.epochs)), outcomes[0])
    weights = run.values.get("weights_of_epoch")
    return [
        Foreseen(
            history=history,
            watched="val_loss",
            last=outcome.stop_epoch or asked,
            kept=outcome.best_epoch if scripted else None,
            seen={"kept": [round(weights)]} if weights else {},
        )
    ]


def _scripted(runs: Runs) -> Iterator[Run]:
    for name in (*STOPPING, *GOING_ON):
        yield runs[name]


def _predicted(run: Run) -> EarlyStoppingOutcome:
    return early_stopping(run.case["curve"], patience=PATIENCE)


def _losses(run: Run) -> str:
    values = [f"{logs['val_loss']:.4g}" for logs in run.case["curve"]]
    return f"val_loss {', '.join(values if len(values) < 13 else [*values[:3], '...', values[-1]])}"
