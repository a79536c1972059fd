"""Judge of 04: what the evidence of the schedules, the model and the training must show."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import exp, floor, isclose
from typing import Any

from grader.evidence import Run
from grader.judge import Runs, check, expect, expect_close, expect_equal, expect_signatures
from grader.judge.folders import expect_nothing_written
from grader.judge.images import difference, expect_shown, images_shown
from grader.judge.shared_numbers import expect_shared_numbers_left_alone
from grader.oracles import Foreseen, SchedulerOutcome, learning_rate_scheduler

PAGE = "exercises/04_learning_rate_schedules"
SCHEDULES, MODEL = "horses-or-humans#learning-rate-schedules", "horses-or-humans#the-model"
PURE, TRAINING = "reference/learning-rate-scheduler#the-schedule", "reference/learning-rate-scheduler#what-it-records"
SETTING = re.compile(r"Epoch (\d+): LearningRateScheduler setting learning rate to ([0-9][0-9.eE+-]*?)\.?(?=\s|$)")
NETWORK = ["Conv2D 16", "max pooling", "Conv2D 32", "max pooling", "Conv2D 64", "max pooling", "Dense 256", "Dense 2"]


def _step_decay(epoch: int, initial_lr: float, drop: float = 0.5, epochs_drop: float = 1) -> float:
    return initial_lr * drop ** floor(epoch / epochs_drop)


def _exponential_decay(epoch: int, initial_lr: float, k: float = 0.1, start_epoch: int = 10) -> float:
    return initial_lr if epoch < start_epoch else initial_lr * exp(-k * (epoch - start_epoch + 1))


def _warmup(epoch: int, peak_lr: float, warmup_epochs: int) -> float:
    return peak_lr * (epoch + 1) / warmup_epochs if epoch < warmup_epochs else peak_lr


FORMULAS: dict[str, Callable[..., float]] = {
    "make_step_decay": _step_decay,
    "make_exponential_decay": _exponential_decay,
    "make_warmup": _warmup,
}


@check(points=0.5, stage="signatures", lesson=PAGE)
def test_can_be_called(runs: Runs) -> None:
    """All five functions can be called, by position and by name."""
    for name in runs.asked:
        why = "The grader calls all five functions, and so does other code."
        expect(name in runs.names, expected=f"a function `{name}`", seen="there is none", why=why)
        expect_signatures(runs, name)


@check(points=1, needs="make_step_decay", lesson=SCHEDULES)
def test_step_decay(runs: Runs) -> None:
    """The step decay is `initial_lr * drop ** floor(epoch / epochs_drop)`, with `epoch` from 0."""
    why = "The first `epochs_drop` epochs, from 0, train at `initial_lr`; then each group of as many trains at `drop` times"
    _expect_formula(runs.partial("make_step_decay_in_order"), f"{why} the rate before.")


@check(points=0.5, needs="make_step_decay", lesson=PURE)
def test_step_decay_depends_on_the_epoch_alone(runs: Runs) -> None:
    """The step decay gives a plain float that depends on `epoch` alone: not on `lr`, not on what was asked before."""
    _expect_pure(runs.partial("make_step_decay_out_of_order"))


@check(points=0.5, needs="make_step_decay", lesson=PAGE)
def test_step_decay_refuses_bad_arguments(runs: Runs) -> None:
    """`make_step_decay` refuses a bad argument with a ValueError that names it."""
    _expect_refusals(runs["make_step_decay_refused"])


@check(points=1, needs="make_exponential_decay", lesson=SCHEDULES)
def test_exponential_decay(runs: Runs) -> None:
    """The rate is `initial_lr` before `start_epoch`, then `initial_lr * exp(-k * (epoch - start_epoch + 1))`."""
    why = (
        "The decay begins with epoch `start_epoch` itself, counted from 0: that epoch is the first below `initial_lr`."
    )
    _expect_formula(runs.partial("make_exponential_decay_in_order"), why)


@check(points=0.5, needs="make_exponential_decay", lesson=PURE)
def test_exponential_decay_depends_on_the_epoch_alone(runs: Runs) -> None:
    """The exponential decay gives a plain float that depends on `epoch` alone, and not on `lr`."""
    _expect_pure(runs.partial("make_exponential_decay_out_of_order"))


@check(points=0.5, needs="make_exponential_decay", lesson=PAGE)
def test_exponential_decay_refuses_bad_arguments(runs: Runs) -> None:
    """`make_exponential_decay` refuses a bad argument with a ValueError that names it."""
    _expect_refusals(runs["make_exponential_decay_refused"])


@check(points=1, needs="make_warmup", lesson=SCHEDULES)
def test_warmup(runs: Runs) -> None:
    """The rate climbs in `warmup_epochs` equal steps to `peak_lr` and stays there; 0 means no warm-up."""
    why = "Epoch 0 trains at the first step, not at 0, and the last epoch of the warm-up is the first at the peak."
    _expect_formula(runs.partial("make_warmup_in_order"), why)


@check(points=0.5, needs="make_warmup", lesson=PURE)
def test_warmup_depends_on_the_epoch_alone(runs: Runs) -> None:
    """The warm-up gives a plain float that depends on `epoch` alone, and not on `lr`."""
    _expect_pure(runs.partial("make_warmup_out_of_order"))


@check(points=0.5, needs="make_warmup", lesson=PAGE)
def test_warmup_refuses_bad_arguments(runs: Runs) -> None:
    """`make_warmup` refuses a bad argument with a ValueError that names it."""
    _expect_refusals(runs["make_warmup_refused"])


@check(points=1.5, needs="build_model", lesson=MODEL)
def test_builds_the_network(runs: Runs) -> None:
    """Three convolutions, each followed by max pooling, then all numbers into `Dense(256)` and a softmax over 2 classes."""
    run = _built(runs)
    shape, why = tuple(run.case["input_shape"]), "The layers see larger and larger patterns, and the last two decide."
    _expect_network(run.values["steps"], f"for images of {shape}", why)
    why = "Two classes, two probabilities. Softmax turns any numbers into such probabilities."
    for row in (one if isinstance(one, list) else [one] for one in run.values["outputs"]):
        right = len(row) == 2 and isclose(sum(row), 1, abs_tol=0.01) and min(row) >= 0
        expected, seen = "two probabilities for each image, which add up to 1", ", ".join(f"{one:.3g}" for one in row)
        expect(right, expected=expected, seen=seen, why=why)
    default = run.values["default_steps"]
    why = "(150, 150, 3) is the size that the horses and humans of the lesson have."
    if isinstance(default, str):
        expected, seen = "without arguments, a model for images of (150, 150, 3)", f"Keras refused them: {default}"
        expect(False, expected=expected, seen=seen, why=why)
    _expect_network(default, "for images of (150, 150, 3)", why)
    expect_shared_numbers_left_alone(run, "`build_model`")
    expect_nothing_written(run, "`build_model`")


@check(points=1.5, needs="build_model", lesson=MODEL)
def test_learns_from_integer_labels(runs: Runs) -> None:
    """The model is compiled with SGD, for integer labels, with a metric named `accuracy`."""
    values = _built(runs).values
    why = "SGD takes steps of the length that the rate says, which makes a schedule easy to see. Adam adapts its own."
    seen = "none: the model is not compiled" if values["optimizer"] == "NoneType" else values["optimizer"]
    expect(values["sgd"], expected="the optimizer SGD", seen=seen, why=why)
    expected, outputs = "a compiled model of the shape above, which can learn two classes", values["outputs"][0]
    count = len(outputs) if isinstance(outputs, list) else 1
    seen = f"one that gives {count} numbers for an image and has {values['parameters']:,} parameters"
    expect("accuracy" in values, expected=expected, seen=seen, why="Other models are not trained here.")
    why = "Labels are integers here (0 or 1), not vectors: loss and metric must take them as they are."
    for right, row in enumerate(values.get("losses", [])):
        shown = f"{row[right]:.3g} when it is, {row[1 - right]:.3g} when it says the other class"
        expected = f"with label {right}, a lower loss when the model is sure of class {right}"
        expect(row[right] < row[1 - right], expected=expected, seen=shown, why=why)
    seen = f"Keras refused them: {values.get('refused')}"
    expect("refused" not in values, expected="a training step with integer labels works", seen=seen, why=why)
    shown = ", ".join(values["evaluated"])
    why = "The name is what stands in the history, as `accuracy` and `val_accuracy`."
    expect("accuracy" in values["evaluated"], expected="a metric named `accuracy`", seen=shown, why=why)
    what, share = "`accuracy` where the model is right on {:.0f} of 6 images", values["accuracy"]
    why = "It counts the images whose most probable class is the right one."
    expect_close(values["evaluated"]["accuracy"], share, what=what.format(share * 6), why=why)


@check(points=2, stage="training", needs="train", lesson=TRAINING)
def test_each_epoch_trains_at_the_rate_of_the_schedule(runs: Runs) -> None:
    """Every step of an epoch is taken at the rate that `schedule` gives for this epoch."""
    run = runs["training"]
    images_shown(run)  # says what is missing when nothing was trained at all
    planned = _planned(run).rates
    for epoch, rate in run.values["rates"]:
        wanted = planned[min(epoch, len(planned) - 1)]
        expected, seen = f"epoch {epoch} (from 0) trains at schedule({epoch}, lr) = {wanted:g}", f"a step at {rate:.3g}"
        why = "The rate has to be set before the first step of an epoch, in the optimizer of the model."
        expect(isclose(rate, wanted, rel_tol=1e-4), expected=expected, seen=seen, why=why)


@check(points=1, stage="training", needs="train", lesson=TRAINING)
def test_returns_a_history_with_the_rates(runs: Runs) -> None:
    """`train` returns the History, which holds the rate of each epoch as `learning_rate`."""
    run = runs["training"]
    images_shown(run)
    _expect_history(run, _planned(run))


@check(points=1, stage="training", needs="train", lesson=TRAINING)
def test_announces_each_setting(runs: Runs) -> None:
    """Each epoch announces the rate that is set for it, also when it is the rate of the epoch before."""
    run = runs["training"]
    images_shown(run)
    _expect_announcements(run, _planned(run))


@check(points=1, stage="training", needs="train", lesson=PAGE)
def test_trains_on_what_it_is_given(runs: Runs) -> None:
    """`epochs` epochs train on `train_ds`, each is validated on `val_ds`, and no file is written."""
    run = runs["training"]
    training, validation = run.case["images"]
    asked = len(run.case["table"])
    why = "The caller decides how long to train: a schedule is a plan for all of its epochs."
    expect_equal(len(images_shown(run)), asked, what="epochs that were trained", why=why)
    why = "An epoch is one pass over the training images."
    expect_shown(run, "trained", range(training), why)
    for epoch in images_shown(run):
        seen = difference(epoch["trained"], range(training))
        expected = f"each of the {training} images of `train_ds` once in an epoch"
        expect(len(epoch["trained"]) == training, expected=expected, seen=seen, why=why)
    why = "The validation images show, epoch by epoch, what a rate does for images that the model does not know."
    expect_shown(run, "validated", range(training, training + validation), why)
    expect_nothing_written(run, "`train`")


@check(points=0.5, stage="training", needs="train", lesson=SCHEDULES)
def test_trains_your_own_model(runs: Runs) -> None:
    """Your own model trains for real, with your own warm-up."""
    run = runs["real_training"]
    planned = _planned(run)
    epochs = [epoch for fit in run.fits for epoch in fit.epochs]
    why = "Model, schedule and training have to fit together."
    expect_equal(len(epochs), run.case["epochs"], what="epochs that were trained", why=why)
    for number, (epoch, rate) in enumerate(zip(epochs, planned.rates, strict=True)):
        expect_close(epoch.rate, rate, what=f"rate of epoch {number} (from 0)", why=why, relative=1e-4)
    _expect_history(run, planned)
    _expect_announcements(run, planned)


def foreseen(run: Run) -> list[Foreseen]:
    """Return the rates that the only fit of ``run`` trains with, for its picture."""
    rates, history = _planned(run).rates, run.case["epochs"] if "table" in run.case else ()
    return [Foreseen(history=history, watched="learning rate", last=len(rates), rates=rates)]


def _planned(run: Run) -> SchedulerOutcome:
    """Return what a training that follows the schedule of the case must do: a table, or a warm-up."""
    case = run.case
    table = case.get("table") or [
        _warmup(epoch, case["peak_lr"], case["warmup_epochs"]) for epoch in range(case["epochs"])
    ]
    return learning_rate_scheduler(lambda epoch, lr: table[epoch], rate=0.01, epochs=len(table))


def _called(run: Run, settings: dict[str, Any]) -> str:
    given = [*map(str, settings["given"]), *(f"{name}={value}" for name, value in settings["named"].items())]
    return f"{run.case['maker']}({', '.join(given)})"


def _wanted(run: Run, settings: dict[str, Any], epoch: int) -> float:
    return FORMULAS[run.case["maker"]](epoch, *settings["given"], **settings["named"])


def _expect_formula(run: Run, why: str) -> None:
    """Ask what each schedule gave in epochs 0, 1, 2 ... with honest rates as `lr`."""
    _expect_answers(run)
    for which, settings in enumerate(run.case["settings"]):
        for epoch, answer in enumerate(run.values[f"answers_{which}"]):
            _expect_number(answer, _wanted(run, settings, epoch), f"`{_called(run, settings)}`, epoch {epoch}", why)


def _expect_pure(run: Run) -> None:
    """Ask what several schedules gave by turns, in any order, with a wrong `lr`."""
    _expect_answers(run)
    for (which, epoch, lr), answer in zip(run.case["asked"], run.values["answers"], strict=True):
        settings = run.case["settings"][which]
        what = f"`{_called(run, settings)}`, asked for epoch {epoch} with lr {lr:g}"
        why = "A schedule is a plan: for one epoch always the same rate, in whatever order it is asked, and whatever `lr` is."
        _expect_number(answer, _wanted(run, settings, epoch), what, why)
        seen = f"{answer['number']:g} as {_article(answer['kind'])}"
        why = "Keras refuses an int and a tensor, and numbers of NumPy are no plain floats: `float(...)` makes one."
        expect(answer["plain"], expected=f"{what}: a Python float", seen=seen, why=why)
    expect_shared_numbers_left_alone(run, f"a schedule of `{run.case['maker']}`")
    expect_nothing_written(run, f"a schedule of `{run.case['maker']}`")


def _expect_answers(run: Run) -> None:
    """Raise Unmet where something else than a function was made, or an exception ended the run."""
    why = "Keras calls the schedule at the beginning of every epoch, so it has to be something that can be called."
    expected = f"`{run.case['maker']}` returns a function `schedule(epoch, lr)`"
    seen = _article(run.values.get("no_function", "function"))
    expect("no_function" not in run.values, expected=expected, seen=seen, why=why)
    if run.raised:
        which, epoch = run.values["doing"]
        settings = run.case["settings"][which]
        rate = f", asked for epoch {epoch}, gives {_wanted(run, settings, epoch):.6g}" if epoch is not None else ""
        expected = f"`{_called(run, settings)}`{rate or ' makes a schedule: these arguments are fine'}"
        seen, why = f"it raised {run.raised.type}: {run.raised.message}", "An exception ends the whole training."
        expect(False, expected=expected, seen=seen, why=why, line=run.raised.line)


def _expect_number(answer: dict[str, Any], wanted: float, what: str, why: str) -> None:
    number = answer["number"]
    seen = _article(answer["kind"]) if number is None else f"{number:.6g}"
    right = number is not None and isclose(number, wanted, rel_tol=1e-5)
    expect(right, expected=f"{what}: {wanted:.6g}", seen=seen, why=why)


def _expect_refusals(run: Run) -> None:
    for bad, refusal in zip(run.case["bad"], run.values["refusals"], strict=True):
        name = bad["name"]
        call = f"{run.case['maker']}({', '.join(f'{key}={value}' for key, value in bad['named'].items())})"
        kind, message = refusal["type"], refusal["message"]
        why = "A plan that makes no sense should be refused where it is made, not after hours of training."
        seen = f"{kind}: {message}"[:150] if kind else "it was accepted"
        expect(refusal["value_error"], expected=f"`{call}` raises a ValueError", seen=seen, why=why)
        named = re.search(rf"\b{name}\b", message) is not None
        why = "Whoever reads the message wants to know which of the arguments is wrong."
        seen = f"`{message}`" if message else "an empty message"
        expect(named, expected=f"`{call}`: a message that names `{name}`", seen=seen[:150], why=why)
    said = {bad["name"]: one["message"] for bad, one in zip(run.case["bad"], run.values["refusals"], strict=True)}
    seen = f"`{next(iter(said.values()))}` for all of them"
    expected = f"messages that tell {' and '.join(f'`{name}`' for name in said)} apart"
    expect(len(said) == 1 or len(set(said.values())) > 1, expected=expected, seen=seen[:150], why=why)


def _built(runs: Runs) -> Run:
    run = runs["models"]
    kind, why = run.values["kind"], "The grader trains what `build_model` returns."
    expect("outputs" in run.values, expected="`build_model` returns a Keras model", seen=_article(kind), why=why)
    return run


def _expect_network(steps: list[dict[str, Any]], where: str, why: str) -> None:
    names = [one["kind"] if one["size"] is None else f"{one['kind']} {one['size']}" for one in steps]
    seen = ", ".join(names) or "none of these"
    expect(names == NETWORK, expected=f"{', '.join(NETWORK)}, in this order, {where}", seen=seen, why=why)
    pooled, dense = steps[5]["out"], steps[6]["into"]
    why = "Flatten keeps every number and with it the place where a pattern was seen."
    seen = f"it gets {dense:,}"
    expected = f"Dense(256) gets all {pooled:,} numbers of the last max pooling {where}"
    expect(dense == pooled, expected=expected, seen=seen, why=why)


def _expect_history(run: Run, planned: SchedulerOutcome) -> None:
    history = run.values["returned"]
    why = "The History is how the caller sees what happened in each epoch."
    is_history = isinstance(history, dict)
    expect(is_history, expected="`train` returns the History", seen=_article(str(history)), why=why)
    why = "Only what was recorded can be checked later: the rates belong beside the losses."
    found = "learning_rate" in history
    expect(found, expected="`learning_rate` in the history", seen=", ".join(sorted(history)) or "nothing", why=why)
    rates = history["learning_rate"]
    expect(isinstance(rates, list), expected="a list of rates in the history", seen=str(rates), why=why)
    expect_equal(len(rates), len(planned.rates), what="rates in the history, one for each epoch", why=why)
    for epoch, (rate, right) in enumerate(zip(rates, planned.rates, strict=True)):
        expect_close(rate, right, what=f"`learning_rate` of epoch {epoch} (from 0) in the history", why=why)


def _expect_announcements(run: Run, planned: SchedulerOutcome) -> None:
    """Every epoch, from 1, is announced with its rate; saying it twice does no harm, saying something else does."""
    announced = [(int(epoch), float(rate)) for epoch, rate in SETTING.findall(run.printed)]
    for epoch, rate in enumerate(planned.announced, start=1):
        seen = [one for number, one in announced if number == epoch]
        line = f"Epoch {epoch}: LearningRateScheduler setting learning rate to"
        right = bool(seen) and all(isclose(one, rate, rel_tol=0.01) for one in seen)
        shown = f"`{line} {seen[-1]:g}.`" if seen else "no such line"
        why = "A callback is silent unless it is asked to speak. The log has to say at which rate an epoch trained."
        expect(right, expected=f"`{line} {rate:g}.`", seen=shown, why=why)


def _article(kind: str) -> str:
    if kind == "NoneType":
        return "nothing (None)"
    return f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind}"
