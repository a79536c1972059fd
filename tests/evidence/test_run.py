"""From events to a run."""

from __future__ import annotations

from typing import Any

import pytest

from grader.evidence import NoSingleFit, Run


def _take(*events: dict[str, Any]) -> Run:
    run = Run("one", {})
    for event in events:
        run.take(dict(event))
    return run


def _hook(probe: str, hook: str, at: int | None, **fields: Any) -> dict[str, Any]:
    return {"event": "hook", "probe": probe, "hook": hook, "at": at, "logs": {}} | fields


FIT = {"event": "fit", "scripted": True, "arguments": {"epochs": 2}}
EPOCH = (
    _hook("first", "on_epoch_begin", 0, rate=0.5),
    _hook("first", "on_epoch_end", 0, rate=0.25, logs={"loss": 1.0}, weights="a"),
    {"event": "printed", "stream": "stdout", "text": "hello\n"},
    _hook("last", "on_epoch_end", 0, rate=0.125, logs={"loss": 2.0}, weights="b", stop=True),
)


def test_an_epoch_knows_what_was_before_and_after_the_callbacks() -> None:
    """Rates, logs, weights and the stop flag are kept from both sides of the learner's callbacks."""
    (epoch,) = _take(FIT, *EPOCH).fit.epochs

    assert (epoch.number, epoch.rate, epoch.rate_after, epoch.stop) == (1, 0.25, 0.125, True)
    assert (epoch.logs, epoch.logs_after) == ({"loss": 1.0}, {"loss": 2.0})
    assert (epoch.weights, epoch.weights_after) == ("a", "b")
    assert epoch.printed == "hello\n"


def test_what_is_printed_goes_to_standard_output() -> None:
    """What goes to standard error is output of the run, and counts as printed nowhere: not there, nor in fit or epoch."""
    run = _take(FIT, *EPOCH, {"event": "printed", "stream": "stderr", "text": "oh\n"})

    assert (run.output, run.printed, run.fit.printed, run.fit.epochs[-1].printed) == ("hello\noh\n", *["hello\n"] * 3)


def test_a_run_has_happened_only_when_the_child_said_so() -> None:
    """Without its end a run has not finished, and with an exception it was raised."""
    raised = {"event": "raised", "type": "E", "message": "", "line": 3, "not_written": False}

    assert _take(FIT, *EPOCH).status == "not_run"
    assert _take(FIT, {"event": "end", "run": "one"}).status == "finished"
    assert _take(FIT, raised, {"event": "end", "run": "one"}).status == "raised"


def test_the_history_must_tell_of_the_same_epochs() -> None:
    """A fit whose callbacks heard of other epochs than its history was tampered with, and proves nothing."""
    assert _take(FIT, *EPOCH, {"event": "fit_end", "epochs": [0], "history": {}}).fit.history_epochs == [0]
    for epochs in ([], [0, 1], [1]):
        with pytest.raises(ValueError, match="history tells of"):
            _take(FIT, *EPOCH, {"event": "fit_end", "epochs": epochs, "history": {}})


def test_an_epoch_that_began_must_end() -> None:
    """Whoever keeps the callbacks from hearing of the end of an epoch hides what it measured."""
    begun = _hook("first", "on_epoch_begin", 0, rate=0.5)

    with pytest.raises(ValueError, match="began"):
        _take(FIT, begun, {"event": "fit_end", "epochs": [], "history": {}})


def test_training_has_ended_when_the_last_callback_heard_of_it() -> None:
    """A callback that breaks on_train_end keeps the last probe from seeing it."""
    assert not _take(FIT, _hook("first", "on_train_end", None)).fit.ended
    assert _take(FIT, _hook("last", "on_train_end", None)).fit.ended


@pytest.mark.parametrize(
    "events",
    [
        [{"event": "applause"}],
        [FIT, _hook("first", "on_epoch_end", 0)],
        [FIT, *EPOCH, _hook("first", "on_epoch_end", 7)],
        [{"event": "raised", "type": "E"}],
        [{"event": "file", "path": "x", "digest": None, "at": 0}],
    ],
)
def test_malformed_events_are_refused(events: list[dict[str, Any]]) -> None:
    """What cannot have happened raises, so that it can be counted as a fault."""
    with pytest.raises((ValueError, TypeError, KeyError)):
        _take(*events)


def test_the_only_fit_must_be_the_only_one() -> None:
    """A run with two trainings has no single fit."""
    with pytest.raises(NoSingleFit, match="called 2 times"):
        _ = _take(FIT, FIT).fit


def test_only_a_run_that_is_to_die_can_announce_its_death() -> None:
    """The moment is kept as the scenario names it; anything else is a forged record."""
    run = Run("one", {"dies": True})
    run.take({"event": "dying", "moment": {"epoch": 3}})
    assert run.death == {"epoch": 3}

    with pytest.raises(ValueError, match="was not to be killed"):
        _take({"event": "dying", "moment": {}})
