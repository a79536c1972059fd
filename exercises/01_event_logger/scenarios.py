"""What the child does with a case: the learner's callbacks in real runs, and in hooks called without a training."""

from __future__ import annotations

import operator
import sys
from numbers import Real
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from grader.child import wall_clock
from grader.child.probe import surrounded
from grader.child.record import Record
from grader.child.shared_numbers import left_alone
from grader.child.stopwatch import Stopwatch
from grader.child.submission import Submission
from grader.child.tiny import tiny_data, tiny_model
from grader.child.transcript import transcript

Case = dict[str, Any]
BATCH_SIZE = 4

# Before the submission is imported, which may take a clock along, or put a stream of its own before this one.
wall_clock.install()
OUTPUT: Any = sys.stdout


def logged(case: Case, submission: Submission, record: Record) -> None:
    """Let one logger see real calls of fit, evaluate and predict on one model."""
    model, logger = _model(case["metrics"], case["together"]), submission.EventLogger()
    steps = []
    for step in case["steps"]:
        with transcript(OUTPUT) as notes:
            _call(step, model, notes.around(logger), record)
        steps.append(notes.rows)
    record.value("steps", steps)


def missing_logs(case: Case, submission: Submission, record: Record) -> None:
    """Call every hook as Keras does: of one logger with empty logs, of another with None in their place."""
    model = tiny_model()
    with left_alone(record):
        for name, logs in (("empty", {}), ("missing", None)):
            logger = submission.EventLogger()
            logger.set_params({"verbose": 0, "epochs": 1, "steps": 1})
            logger.set_model(model)
            with transcript(OUTPUT) as notes:
                for hook, at in case["calls"]:
                    record.value("called", [hook, at, name])
                    notes.open(hook, at, logs)
                    if "batch" in hook:
                        getattr(logger, hook)(at, logs=logs)
                    else:
                        getattr(logger, hook)(*([] if at is None else [at]), logs)
                    notes.close()
            record.value(name, notes.rows)


def timed(case: Case, submission: Submission, record: Record) -> None:
    """Show two timers the hooks of some fits; what the caller keeps of each is looked at again in the end."""
    model, fits, kept = tiny_model(), [], []
    with left_alone(record):
        timers = [submission.BatchTimer(), submission.BatchTimer()]
        for fit in case["fits"]:
            timer, watch = timers[fit["timer"]], Stopwatch(fit["pauses"], fit["clock"])
            _play(fit["calls"], watch.around(timer), model, record, epochs=fit["last"], steps=fit["batches"])
            kept.append(timer.durations)
            fits.append(_notes(watch, timer))
    record.value("fits", fits)
    record.value("kept", [_described(durations) for durations in kept])
    record.value("last", [_described(timer.durations) for timer in timers])


def untimed(case: Case, submission: Submission, record: Record) -> None:
    """Ask a timer for the slowest batch before a training, and again after an epoch without any batch."""
    timer, model = submission.BatchTimer(), tiny_model()
    record.value("before", _slowest(timer))
    hooks = [
        ("on_train_begin", None, ()),
        ("on_epoch_begin", 0, ()),
        ("on_epoch_end", 0, ()),
        ("on_train_end", None, ()),
    ]
    _play(hooks, [timer], model, record, epochs=1, steps=1)
    record.value("begun", _slowest(timer))


def timed_training(case: Case, submission: Submission, record: Record) -> None:
    """Time a real training with validation; evaluate and predict call the same timer afterwards."""
    (fit,) = case["fits"]
    timer, watch, model = submission.BatchTimer(), Stopwatch(fit["pauses"], fit["clock"]), _model([])
    _call(fit | {"call": "fit"}, model, watch.around(timer), record)
    for call in ("evaluate", "predict"):
        _call({"call": call, "batches": 1}, model, [timer], record)
    record.value("fits", [_notes(watch, timer)])


def _model(metrics: list[str], together: int = 1) -> Any:
    """Return a compiled model with metrics of these names that runs ``together`` batches in one execution.

    It runs eagerly: so few batches are not worth a trace.
    """
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    measures = [keras.metrics.MeanSquaredError(name=name) for name in metrics]
    model.compile(
        optimizer=keras.optimizers.SGD(0.01),
        loss="mse",
        metrics=measures,
        run_eagerly=True,
        steps_per_execution=together,
    )
    return model


def _call(step: Case, model: Any, callbacks: list[Any], record: Record) -> None:
    """Call fit, evaluate or predict with as many batches as ``step`` says; the last one is not full."""
    batches = step["batches"]
    if step["call"] == "fit":
        validation = step.get("validation_batches", 0)
        asked = {name: step[name] for name in ("epochs", "initial_epoch", "validation_freq") if name in step}
        asked["validation_data"] = _data(validation) if validation else None
        model.fit(_data(batches), callbacks=callbacks, verbose=0, **asked)
    elif step["call"] == "evaluate":
        model.evaluate(_data(batches), callbacks=surrounded(callbacks, record, model), verbose=0)
    else:
        model.predict(_data(batches, labels=False), callbacks=surrounded(callbacks, record, model), verbose=0)


def _data(batches: int, *, labels: bool = True) -> Any:
    # Arrays would be made into such a dataset anew for each call, which takes longer than training on it.
    x, y = tiny_data(0, batches * BATCH_SIZE - 1)
    return tf.data.Dataset.from_tensor_slices((x, y) if labels else x).batch(BATCH_SIZE)


def _play(calls: list[Any], callbacks: list[Any], model: Any, record: Record, **settings: int) -> None:
    """Call hooks as a fit does that trains nothing; callbacks find ``settings`` in their ``params``."""
    record.send("fit", scripted=True, arguments={})
    hooks = keras.callbacks.CallbackList(
        surrounded(callbacks, record, model), add_history=True, model=model, verbose=0, **settings
    )
    for hook, at, keys in calls:
        getattr(hooks, hook)(*([] if at is None else [at]), dict.fromkeys(keys, 0.5))
    record.send("fit_end", epochs=model.history.epoch, history=model.history.history)


def _notes(watch: Stopwatch, timer: Any) -> dict[str, Any]:
    noted = {"durations": _described(timer.durations), "slowest": _slowest(timer)}
    return noted | {"inner": watch.inner, "outer": watch.outer}


def _described(durations: Any) -> Any:
    """Return lists of numbers as they are; in place of anything else its type, as text."""
    if not isinstance(durations, list):
        return type(durations).__name__
    return [[_number(one) for one in epoch] if isinstance(epoch, list) else _number(epoch) for epoch in durations]


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Real) and not isinstance(value, bool) else type(value).__name__


def _slowest(timer: Any) -> dict[str, Any]:
    """Return what ``slowest`` answered, or the kind of exception that it raised."""
    try:
        answer = timer.slowest()
    except NotImplementedError as error:
        return {"not_written": str(error)}
    except Exception as error:
        text = f"{type(error).__name__}: {error}".removesuffix(": ")[:200]
        return {"raised": text, "fitting": isinstance(error, ValueError)}
    if isinstance(answer, tuple | list | np.ndarray):
        try:
            return {"answer": [operator.index(one) for one in answer]}
        except TypeError:
            pass
    return {"answer": repr(answer)[:200]}
