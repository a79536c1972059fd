"""Judge of 06: what the evidence of the data, the model, the callbacks, the training and the analysis must show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from math import isclose
from typing import Any, NamedTuple

from grader.evidence import Fit, Logs, Run
from grader.judge import Runs, check, expect, expect_equal, expect_signatures, fits_of
from grader.judge.announced import reductions_announced, saves_announced, stops_announced
from grader.judge.folders import expect_files_below, expect_nothing_written
from grader.judge.images import difference, expect_shown
from grader.judge.not_a_number import expect_survives_nan
from grader.judge.shared_numbers import expect_shared_numbers_left_alone
from grader.oracles import Foreseen, early_stopping, model_checkpoint, reduce_lr_on_plateau

FILE = "best_cat_dog_model.keras"
PAGE, PROJECT = "exercises/06_cats_vs_dogs", "day-27#small-project-training-with-a-full-set-of-callbacks"
SAVING, STOPPING = "reference/model-checkpoint#save-the-best-model", "reference/early-stopping#patience"
SLOWING = "reference/reduce-lr-on-plateau#patience-and-factor"
ANNOUNCING = "Whoever reads the log the next morning wants to know what happened, and when."
CURVES = (
    "plateaus",
    "plateau_goes_on",
    "plateau_after_plateau",
    "overfits_at_once",
    "keeps_improving",
    "small_gains",
    "starts_badly",
    "climbs_back",
)


class Outcome(NamedTuple):
    """What the rules say of a history; epochs count from 1, and ``stop`` is None where training goes on."""

    saved: tuple[int, ...]
    reductions: tuple[int, ...]
    stop: int | None


@check(points=0.5, stage="signatures", lesson=PAGE)
def test_can_be_called(runs: Runs) -> None:
    """All five functions can be called, by position and by name."""
    for name in runs.asked:
        why = "The grader calls all five functions, and so does other code."
        expect(name in runs.names, expected=f"a function `{name}`", seen="there is none", why=why)
        expect_signatures(runs, name)


@check(points=1, needs="load_data", lesson=PROJECT)
def test_loads_images_as_asked(runs: Runs) -> None:
    """`load_data` gives batches of images as float32 from 0 to 1, in the size and number that were asked for."""
    for run, part, seen in _passes(runs):
        options = run.case["options"] or {"image_size": [64, 64], "batch_size": 32}
        what = f"{part} images{'' if run.case['options'] else ' by default'}"
        why = "A model has one input shape, and the caller of `load_data` chooses it: (height, width)."
        expect_equal(seen["shapes"], [[*options["image_size"], 3]], what=f"shape of the {what}", why=why)
        why = "Models compute with float32; whole numbers from 0 to 255 make the first steps far too large."
        expect_equal(seen["dtypes"], ["float32"], what=f"type of the {what}", why=why)
        low, high = seen["low"], seen["high"]
        expected, shown = f"{what} with values from 0 to 1", f"values from {low:.3g} to {high:.3g}"
        # A bicubic resize overshoots a little at sharp edges.
        expect(-0.1 <= low <= 0.2 and 0.8 <= high <= 1.1, expected=expected, seen=shown, why=f"{why} Scale them once.")
        size = options["batch_size"]
        sizes = f"{', '.join(map(str, seen['batches'][:3]))}, ..., {seen['batches'][-1]}"
        right = set(seen["batches"][:-1]) <= {size} and seen["batches"][-1] <= size
        why = "The caller of `load_data` decides how many images one step sees; only the last batch may be smaller."
        expect(right, expected=f"batches of {size} {what}", seen=f"batches of {sizes}", why=why)
        expect_shared_numbers_left_alone(run, "`load_data`")
        expect_nothing_written(run, "`load_data`")


@check(points=2, needs="load_data", lesson=PROJECT)
def test_splits_80_to_20(runs: Runs) -> None:
    """The first 80 % of the images train and the last 20 % validate, each with its own label; none does both."""
    for run in runs.matching("*_data"):
        _passes_of(run)
        stored, border = run.values["stored"], round(0.8 * len(run.values["stored"]))
        trained, validated = (set(run.values[part][0]["numbers"]) - {-1} for part in ("training", "validation"))
        both = trained & validated
        why = "A model knows the images that it was trained on: its accuracy there says nothing about new ones."
        expect(not both, expected="no image both trains and validates", seen=f"{len(both)} images do", why=why)
        for part, wanted in (("training", range(border)), ("validation", range(border, len(stored)))):
            where = "first 80 %" if part == "training" else "last 20 %"
            for number, seen in enumerate(run.values[part], start=1):
                why = "Each image counts once in an epoch; what is left out cannot be learnt from, or is never tested."
                expected = f"{part} shows the {where} ({len(wanted)} of {len(stored)} images), each once in an epoch"
                shown = f"in pass {number}, {difference(seen['numbers'], wanted)}"
                expect(sorted(seen["numbers"]) == list(wanted), expected=expected, seen=shown, why=why)
                wrong = sum(
                    stored[image] != label for image, label in zip(seen["numbers"], seen["labels"], strict=True)
                )
                why = "0 is a cat and 1 is a dog, and an image must stay with its own label."
                expected = f"each {part} image with its own label, 0 or 1"
                expect(not wrong, expected=expected, seen=f"{wrong} of {len(wanted)} labels are others", why=why)


@check(points=1, needs="load_data", lesson=PROJECT)
def test_shuffles_the_training_part_only(runs: Runs) -> None:
    """The training images come in a new order in every epoch, the validation images always in the stored one."""
    _passes_of(runs["default_data"])
    training, validation = (
        [seen["numbers"] for seen in runs["default_data"].values[part]] for part in ("training", "validation")
    )
    why = "In one order, every epoch makes the same batches: the model also learns what comes after what."
    expected = "the training images are shuffled"
    expect(training[0] != sorted(training[0]), expected=expected, seen="they come in the stored order", why=why)
    expected = "another order of the training images in the second epoch"
    expect(training[0] != training[1], expected=expected, seen="the order of the first epoch again", why=why)
    first, second = map(_in_batches, runs["default_data"].values["training"])
    expected, seen = "other images together in the batches of the second epoch", "the same batches in another order"
    expect(set(first) != set(second), expected=expected, seen=seen, why=f"{why} Shuffle images, not batches.")
    why = "Validation only measures. A fixed order lets you compare epochs and look at single images."
    for order in validation:
        expected = "the validation images in the order in which they are stored"
        expect(order == sorted(order), expected=expected, seen="another order", why=why)


def _in_batches(seen: dict[str, Any]) -> list[frozenset[int]]:
    """Return the numbers of the images in each batch of a pass."""
    images = iter(seen["numbers"])
    return [frozenset(islice(images, size)) for size in seen["batches"]]


@check(points=1.5, needs="build_model", lesson=PROJECT)
def test_builds_a_small_cnn(runs: Runs) -> None:
    """The model has two Conv2D, two MaxPooling2D, a Dense head for two classes, and at most 5 million parameters."""
    for name in ("default_model", "other_model"):
        values, shape = runs[name].values, tuple(runs[name].case["input_shape"] or (64, 64, 3))
        for kind, least in (("Conv2D", 2), ("MaxPooling2D", 2), ("Dense", 1)):
            why = "Convolutions find patterns, pooling makes room for larger ones, and the head decides."
            count = values["layers"][kind]
            expected = f"at least {least} {kind} layer{'s' if least > 1 else ''} for images of {shape}"
            expect(count >= least, expected=expected, seen=f"{count}", why=why)
        seen, why = f"{values['parameters']:,}", "A large model learns a small dataset by heart, slowly."
        expect(
            values["parameters"] <= 5_000_000, expected=f"at most 5,000,000 parameters for {shape}", seen=seen, why=why
        )
        rows = [row if isinstance(row, list) else [] for row in values["outputs"]]
        why = "Two classes need two probabilities, or one: that of a dog."
        seen = f"{len(rows[0])} numbers" if rows[0] and not isinstance(rows[0][0], list) else "something else"
        expect(seen in ("1 numbers", "2 numbers"), expected="1 or 2 numbers for each image", seen=seen, why=why)
        same = all(row == [1.0] for row in rows)
        why = "Softmax makes numbers add up to 1, so a single one is always 1. A sigmoid is made for one number."
        expect(not same, expected="an output that depends on the image", seen="1.0 for every image", why=why)
        expect_shared_numbers_left_alone(runs[name], "`build_model`")
        expect_nothing_written(runs[name], "`build_model`")


@check(points=1.5, needs="build_model", lesson=PROJECT)
def test_learns_two_classes(runs: Runs) -> None:
    """The model is compiled for the labels 0 and 1, with a metric `accuracy` and a rate that can be changed."""
    values = runs["default_model"].values
    why = "Head, loss and labels belong together: the labels are the numbers 0 and 1 here."
    seen = f"Keras refused them: {values.get('refused')}"
    expect("refused" not in values, expected="a training step with the labels 0 and 1", seen=seen, why=why)
    for right, row in enumerate(values.get("losses", [])):
        shown = f"{row[right]:.3g} when it is, {row[1 - right]:.3g} when it says the other class"
        expected = f"with label {right}, a lower loss when the model is sure of class {right}"
        expect(row[right] < row[1 - right], expected=expected, seen=shown, why=why)
    _expect_loss_for_the_head(values.get("beyond"))
    evaluated = values.get("evaluated", {})
    why = "At most 5 million parameters, and one or two outputs: other models are not trained here."
    expect("accuracies" in values, expected="a model that can be tried out", seen="one that is too large", why=why)
    why = "`val_accuracy`, which decides what is saved, is this metric's name with `val_` before it."
    expect("accuracy" in evaluated, expected="a metric named `accuracy`", seen=", ".join(evaluated) or "none", why=why)
    answers = {
        "the model's answers": (evaluated, values["accuracies"]),
        "answers of both classes": values["both_classes"],
    }
    for what, (measured, possible) in answers.items():
        close = any(isclose(measured["accuracy"], one, abs_tol=1e-5) for one in possible)
        expected = f"an accuracy of {possible[0]:.3g} for labels of which {what} match that share"
        expect(close, expected=expected, seen=f"{measured['accuracy']:.3g}", why="It is the share of right answers.")
    why = "A rate that follows a schedule of the optimizer cannot be set, so no callback can reduce it."
    expect(values["rate"] == 0.125, expected="the learning rate can be set", seen=str(values["rate"]), why=why)


def _expect_loss_for_the_head(beyond: dict[str, Any] | None) -> None:
    """Expect outputs that are probabilities, or a loss that still tells one number from another beyond 0 and 1."""
    if beyond is None or not any(value < -0.001 or value > 1.001 for value in beyond["outputs"]):
        return
    low, high = beyond["outputs"]
    further, far = beyond["losses"]
    expected = "a head that gives probabilities, from 0 to 1, or a loss that is told to expect any numbers"
    seen = f"outputs from {low:.3g} to {high:.3g} for bright images, and a loss that is {far:.3g} for every wrong one of them"
    why = "A loss for probabilities cuts other numbers off: there it is the same everywhere, and no step makes it smaller."
    expect(not isclose(further, far, rel_tol=1e-4), expected=expected, seen=seen, why=why)


@check(points=2, needs="make_callbacks", lesson=SAVING)
def test_keeps_the_best_model(runs: Runs) -> None:
    """The file holds the model of the epoch with the best `val_accuracy`, and is written only when that improves."""
    # Where val_accuracy only rises, a wrong monitor fails first; where it falls without ties, a file for every epoch does.
    for name in ("overfits_at_once", "climbs_back", *CURVES):
        _expect_saves(runs[name], [_outcome(runs[name].case["epochs"])], runs[name].case["epochs"])
    for name in ("plateaus", "climbs_back"):
        _expect_held(runs, f"saved_of_{name}", runs[name].case["directory"], runs[name].case["epochs"])


@check(points=1.5, needs="make_callbacks", lesson=STOPPING)
def test_stops_after_five(runs: Runs) -> None:
    """Training ends after 5 epochs in a row without a better `val_loss` than the best so far, and not before."""
    # A stop that comes late fails in the first curve, one that another value decides on in the second.
    for name in ("climbs_back", "keeps_improving", *CURVES):
        history = runs[name].case["epochs"]
        _expect_stop(runs[name].fit, [_outcome(history)], history, len(history))


@check(points=1.5, needs="make_callbacks", lesson=SLOWING)
def test_reduces_after_three(runs: Runs) -> None:
    """After 3 epochs in a row without a better `val_loss` the rate falls to half or less, and later again."""
    for name in CURVES:
        _expect_reductions(runs[name].fit, [_outcome(runs[name].case["epochs"])], runs[name].case["epochs"])


@check(points=1, needs="make_callbacks", lesson=PROJECT)
def test_announces_what_happens(runs: Runs) -> None:
    """Each save, each reduction and the stop is announced with its epoch, on standard output."""
    for name in CURVES:
        _expect_announcements(runs[name])
    fits = [runs[name].fit for name in CURVES]
    announced = {
        "save": any(saves_announced(fit, FILE) for fit in fits),
        "reduction": any(reductions_announced(fit) for fit in fits),
        "stop": any(stops_announced(fit) for fit in fits),
    }
    for what, some in announced.items():
        expect(some, expected=f"an announcement of each {what}", seen="none in any training", why=ANNOUNCING)


@check(points=1, needs="make_callbacks", lesson=SAVING)
def test_makes_callbacks_for_a_directory(runs: Runs) -> None:
    """Each call makes new callbacks for its own directory, which is created; nothing is written elsewhere."""
    run = runs["two_at_once"]
    why = "Callbacks remember what they have seen: two trainings must not share them."
    for directory, fit in zip(run.case["directories"], fits_of(run, 2), strict=True):
        outcome = _outcome(run.case["epochs"])
        expected = f"the training in {directory} runs {len(run.case['epochs'])} epochs"
        expect(len(fit.epochs) == len(run.case["epochs"]), expected=expected, seen=f"{len(fit.epochs)}", why=why)
        _expect_reductions(fit, [outcome], run.case["epochs"])
        _expect_held(runs, "saved_of_first_of_two", directory, run.case["epochs"])
    expect_files_below(run, *run.case["directories"])
    expect_shared_numbers_left_alone(run, "`make_callbacks`")
    for name in ("not_a_number", "never_a_number"):
        expect_survives_nan(runs.partial(name), "a training with these callbacks")


@check(points=1.5, needs="analyze", lesson=PROJECT)
def test_analyzes_a_history(runs: Runs) -> None:
    """`analyze` tells the number of epochs, the first best one from 1, and whether the rate was ever lowered."""
    for run in runs.matching("history_*"):
        _expect_analysis(run, "epochs_run", "best_epoch")
    # A drop at the very end comes first: who never finds the rates misses it, who compares the wrong ones does not.
    _expect_analysis(runs["history_reduced_at_the_end"], "lr_reduced")
    for run in runs.matching("history_*"):
        _expect_analysis(run, "lr_reduced")
        expect_shared_numbers_left_alone(run, "`analyze`")
        expect_nothing_written(run, "`analyze`")
    expect_survives_nan(runs.partial("diverged_history"), "`analyze`")


def _expect_analysis(run: Run, *keys: str) -> None:
    losses, rates, returned = run.case["val_loss"], run.case["learning_rate"], run.values["analysis"]
    whys = {
        "epochs_run": "Training may stop early: the number of epochs that ran is what the history holds.",
        "best_epoch": "The best epoch has the lowest val_loss, the first one counts, and people count from 1.",
        "lr_reduced": "The rate was lowered when any epoch trained at a lower rate than the one before it.",
    }
    wanted = {
        "epochs_run": len(losses),
        "best_epoch": losses.index(min(losses)) + 1,
        "lr_reduced": any(then < now for now, then in pairwise(rates)),
    }
    given = isinstance(returned, dict) and all(key in returned for key in wanted)
    expected = f"a dictionary with {', '.join(wanted)}"
    expect(given, expected=expected, seen=str(returned), why="Other code looks the values up by these names.")
    for key in keys:
        kind = "True or False" if key == "lr_reduced" else "a whole number"
        right = type(returned[key]) is type(wanted[key])
        expect(right, expected=f"{key} is {kind}", seen=f"{returned[key]!r}", why="Others go on working with it.")
        shown = ", ".join(f"{one:.5g}" for one in (rates if key == "lr_reduced" else losses)) or "none recorded"
        what = f"{key} ({'rates' if key == 'lr_reduced' else 'val_loss'} {shown})"
        expect_equal(returned[key], wanted[key], what=what, why=whys[key])


@check(points=1, stage="training", needs="train", lesson=PROJECT)
def test_trains_once(runs: Runs) -> None:
    """`train` calls `fit` once, for `epochs` epochs (50 by default), on the training data, and returns the History."""
    for name in ("training", "default_epochs"):
        run, fit = runs[name], runs[name].fit
        asked = run.case["epochs_asked"] or 50
        what = f"epochs asked of `fit`{'' if run.case['epochs_asked'] else ' by default'}"
        why = "A large number is right: the callbacks end the training when it no longer helps."
        expect_equal(fit.arguments.get("epochs", 1), asked, what=what, why=why)
        expect_shown(run, "trained", range(run.case["images"][0]), "The model learns from the training data alone.")
        why = "The caller looks at the curves, and `analyze` needs them."
        expect_equal(run.values["returned"], "History", what="`train` returns", why=why)


@check(points=1, stage="training", needs="train", lesson=PROJECT)
def test_validates_on_validation_data(runs: Runs) -> None:
    """Every epoch is validated on the validation data, and on nothing else."""
    run = runs["training"]
    training, validation = run.case["images"]
    why = "All three callbacks decide on validation values: those of images that the model never trains on."
    expect_shown(run, "validated", range(training, training + validation), why)


@check(points=1.5, stage="training", needs="train", lesson=PROJECT)
def test_trains_with_the_callbacks(runs: Runs) -> None:
    """A training with `train` saves, slows down and stops by itself, says so, and writes only to `directory`."""
    run = runs["training"]
    history = run.case["epochs"]
    _expect_any_action(run)
    _expect_all(run, [_outcome(history)], history)
    _expect_held(runs, "saved_of_training", run.case["directory"], history)


@check(points=0.5, stage="training", needs="train", lesson=PROJECT)
def test_trains_your_model(runs: Runs) -> None:
    """Your own model trains for real, and the callbacks act on what this training measured."""
    run = runs["real_training"]
    history = [epoch.logs for epoch in run.fit.epochs]
    why = "Without both values in every epoch there is nothing to decide on."
    for key in ("val_loss", "val_accuracy"):
        complete = all(key in logs for logs in history)
        expect(complete, expected=f"every epoch measures {key}", seen=", ".join(history[0]), why=why)
    # Differences of up to 1e-4 may count or not.
    outcomes = [_outcome(history, stop, slow) for stop in (0.0, 1e-4) for slow in (0.0, 1e-4)]
    _expect_all(run, outcomes, history)


def foreseen(run: Run) -> list[Foreseen]:
    """Return what the three callbacks do in each fit of ``run``, for its picture."""
    case = run.case
    if "enough" in case:
        return []  # stopped after an epoch: nothing is decided
    history = case["epochs"] if "epochs" in case else [epoch.logs for epoch in run.fit.epochs]
    outcomes = [_outcome(history, stop, slow) for stop in (0.0, 1e-4) for slow in (0.0, 1e-4)]
    return [_foreseen(fit, history, outcomes, case.get("epochs_asked") or len(history)) for fit in run.fits]


def _foreseen(fit: Fit, history: Sequence[Logs], outcomes: list[Outcome], asked: int) -> Foreseen:
    """Return the outcome that the fit had, else the first one."""
    ran, rates = len(fit.epochs), fit.rates
    fell = {epoch for epoch in range(1, ran) if rates[epoch] < 0.999 * rates[epoch - 1]}
    fits = [one for one in outcomes if (one.stop or asked) == ran and {e for e in one.reductions if e < ran} == fell]
    outcome = (fits or outcomes)[0]
    watched = any(epoch.files for epoch in fit.epochs)
    return Foreseen(
        history=history,
        watched="val_loss",
        last=outcome.stop or asked,
        saved=outcome.saved if watched else None,
        reduced=outcome.reductions,
    )


def _outcome(history: Sequence[Logs], stop_delta: float = 0.0, plateau_delta: float = 1e-4) -> Outcome:
    stop = early_stopping(history, monitor="val_loss", patience=5, min_delta=stop_delta).stop_epoch
    history = history[:stop]
    saved = model_checkpoint(history, monitor="val_accuracy", mode="max", save_best_only=True).saved
    plateau = reduce_lr_on_plateau(
        history, rate=1.0, monitor="val_loss", patience=3, factor=0.5, min_delta=plateau_delta
    )
    return Outcome(saved, plateau.reductions, stop)


def _expect_any_action(run: Run) -> None:
    fit = run.fit
    ran = len(fit.epochs)
    idle = not run.values.get("files") and len(set(fit.rates)) <= 1 and ran == run.case["epochs_asked"]
    seen = f"none of it: no file, the same rate all the time, and all {ran} epochs ran"
    why = "Callbacks act only in a training that is given them: making them changes nothing yet."
    expect(not idle, expected="a training that saves, slows down and stops", seen=seen, why=why)


def _expect_all(run: Run, outcomes: list[Outcome], history: Sequence[Logs]) -> None:
    fit = run.fit
    _expect_stop(fit, outcomes, history, run.case["epochs_asked"])
    _expect_saves(run, outcomes, history)
    _expect_reductions(fit, outcomes, history)
    _expect_announcements(run)
    expect_files_below(run, run.case["directory"])


def _expect_saves(run: Run, outcomes: list[Outcome], history: Sequence[Logs]) -> None:
    wanted = outcomes[0].saved
    written = run.fit.epochs_writing(FILE)
    for number, logs in enumerate(history[: _judged(run.fit, outcomes)], start=1):
        best = max((one["val_accuracy"] for one in history[: number - 1]), default=None)
        before = (
            "the first epoch" if best is None else f"val_accuracy {logs['val_accuracy']:.5g}, best before {best:.5g}"
        )
        place = f"{run.case['directory']}/{FILE}"
        expected = f"epoch {number} {'writes' if number in wanted else 'does not write'} {place} ({before})"
        seen = "it was written" if number in written else "it was not written"
        if not written:
            seen = f"it never was; files: {', '.join(run.values.get('files', [])[:3]) or 'none'}"
        why = "A model that is worse, or no better, must not replace the best one; a better one must."
        expect((number in wanted) == (number in written), expected=expected, seen=seen, why=why)


def _expect_held(runs: Runs, examination: str, directory: str, history: Sequence[Logs]) -> None:
    wanted, held = _outcome(history).saved[-1], runs[examination].values["held"].get(directory, "no such file")
    seen = f"that of epoch {held:.0f}" if isinstance(held, float | int) else f"{held}"
    expected = f"{directory}/{FILE} holds the model of epoch {wanted}"
    expect(
        held == wanted, expected=expected, seen=seen, why="The best model is what you train for: it must load again."
    )


def _expect_stop(fit: Fit, outcomes: list[Outcome], history: Sequence[Logs], asked: int) -> None:
    ran, stop = len(fit.epochs), outcomes[0].stop
    losses = ", ".join(f"{logs['val_loss']:.5g}" for logs in history[: stop or asked])
    expected = f"training ends after epoch {stop}" if stop else f"training goes on to its last epoch, {asked}"
    why = "One bad epoch is noise, five in a row are not: more epochs only cost time then."
    right = ran in {one.stop or asked for one in outcomes}
    expect(right, expected=f"{expected} (val_loss {losses})", seen=f"it ended after epoch {ran}", why=why)


def _expect_reductions(fit: Fit, outcomes: list[Outcome], history: Sequence[Logs]) -> None:
    rates, count = fit.rates, _judged(fit, outcomes)
    right = {tuple(epoch for epoch in one.reductions if epoch < count) for one in outcomes}
    seen = tuple(epoch for epoch in range(1, count) if rates[epoch] < 0.999 * rates[epoch - 1])
    losses = ", ".join(f"{logs['val_loss']:.5g}" for logs in history[:count])
    expected = f"the rate falls after epoch {_listed(outcomes[0].reductions, count)} (val_loss {losses})"
    why = "Smaller steps may still find a way down, if they come before training ends, and again on the next plateau."
    expect(seen in right, expected=expected, seen=f"it fell after epoch {_listed(seen, count)}", why=why)
    for epoch in seen:
        before, after = rates[epoch - 1], rates[epoch]
        why = "A rate that hardly changes does not get a training off its plateau."
        expected = f"after epoch {epoch} at most half of {before:.3g}"
        expect(after <= 0.5001 * before, expected=expected, seen=f"{after:.3g}", why=why)
    raised = next((epoch for epoch in range(1, count) if rates[epoch] > 1.001 * rates[epoch - 1]), None)
    seen_rate = f"it rose after epoch {raised}"
    expect(raised is None, expected="a rate that only falls", seen=seen_rate, why="Small steps were needed here.")


def _expect_announcements(run: Run) -> None:
    fit, rates = run.fit, run.fit.rates
    printed = saves_announced(fit, FILE)
    expected = f"`Epoch n: ... saving model to ...{FILE}` for epoch {_listed(fit.epochs_writing(FILE))}"
    expect(printed == fit.epochs_writing(FILE), expected=expected, seen=f"for epoch {_listed(printed)}", why=ANNOUNCING)
    fell = [epoch for epoch in range(1, len(rates)) if rates[epoch] < rates[epoch - 1]]
    said = dict(reductions_announced(fit))
    for epoch in sorted({*fell, *said}):
        right = epoch in said and epoch in fell and isclose(said[epoch], rates[epoch], rel_tol=0.01)
        expected = f"`Epoch {epoch}: ReduceLROnPlateau reducing learning rate to {rates[epoch]:.3g}.`"
        seen = f"{said[epoch]:.3g}" if epoch in said else "no such line"
        expect(
            right, expected=expected if epoch in fell else "no reduction, no announcement", seen=seen, why=ANNOUNCING
        )
    ran, asked = len(fit.epochs), fit.arguments.get("epochs", 1)
    ends = stops_announced(fit)
    expected = (
        f"`Epoch {ran}: early stopping`" if ran < asked else "no `early stopping`, as training went on to its end"
    )
    seen = f"`Epoch {ends[0]}: early stopping`" if ends else "no such line"
    # A training may stop exactly in its last epoch.
    expect(ends == [ran] or (ran == asked and not ends), expected=expected, seen=seen, why=ANNOUNCING)


def _passes(runs: Runs) -> Iterator[tuple[Run, str, dict[str, Any]]]:
    for run in runs.matching("*_data"):
        _passes_of(run)
        yield from ((run, part, run.values[part][0]) for part in ("training", "validation"))


def _passes_of(run: Run) -> None:
    """Expect passes that came to their end, with batches of images and labels."""
    for part in ("training", "validation"):
        for seen in run.values[part]:
            why = "`fit` takes each element as a batch: (images, labels), with one label for each image."
            batch = "(images (batch, height, width, 3), labels (batch,))"
            expect(seen["odd"] is None, expected=f"{part} elements {batch}", seen=str(seen["odd"]), why=why)
            count, why = len(seen["labels"]), "`fit` needs the end of the data to end an epoch."
            expect(
                not seen["endless"], expected=f"an end of the {part} part", seen=f"more than {count} images", why=why
            )
            expect(count > 0, expected=f"images in the {part} part", seen="none", why=why)
            why = "A model has one input shape, and a batch is one array: all images must have the same size."
            shapes = seen["shapes"]
            expect(len(shapes) == 1, expected=f"{part} images of one size", seen=f"sizes {shapes[:3]}", why=why)


def _judged(fit: Fit, outcomes: list[Outcome]) -> int:
    """Return how many epochs are judged: what comes after the epoch that should have been the last one is not."""
    return min([len(fit.epochs), *(one.stop for one in outcomes if one.stop)])


def _listed(epochs: Sequence[int], count: int | None = None) -> str:
    return ", ".join(str(epoch) for epoch in epochs if count is None or epoch < count) or "none"
