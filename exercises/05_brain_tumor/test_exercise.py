"""Judge of 05: what the evidence of the model, the callbacks, the training and the reductions must show."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, chain, pairwise
from math import isclose, sqrt
from typing import Any

from grader.evidence import Run
from grader.judge import Runs, check, expect, expect_close, expect_equal, expect_signatures
from grader.judge.folders import expect_event_files, expect_files_below, expect_nothing_written
from grader.judge.images import images_shown
from grader.judge.not_a_number import expect_survives_nan
from grader.judge.rates import expect_rates, expect_reductions_announced
from grader.judge.shared_numbers import expect_shared_numbers_left_alone
from grader.oracles import Foreseen, PlateauOutcome, reduce_lr_on_plateau

CLASSES = ("glioma_tumor", "meningioma_tumor", "no_tumor", "pituitary_tumor")
PLATEAU = "brain-tumours#reduce-the-learning-rate-on-a-plateau"
SPLIT = "brain-tumours#hold-out-a-part-of-every-class"
MODEL = "brain-tumours#a-model-for-four-classes"


@check(points=0.5, stage="signatures", lesson="exercises/05_brain_tumor")
def test_can_be_called(runs: Runs) -> None:
    """All four functions can be called, by position and by name."""
    for name in runs.asked:
        expect(name in runs.names, expected=f"a function `{name}`", seen="there is none", why="The grader calls it.")
        expect_signatures(runs, name)


@check(points=1, needs="build_model", lesson=MODEL)
def test_builds_a_small_cnn(runs: Runs) -> None:
    """`build_model` returns a convolutional network of at most 5 million parameters with a softmax over the classes."""
    for name in ("four_classes", "other_classes"):
        values, case = runs[name].values, runs[name].case
        shape = f"for images of {tuple(case['input_shape'])}"
        count, why = values["convolutions"], "Two of them in a row see patterns of patterns, anywhere in an image."
        expect(count >= 2, expected=f"at least two Conv2D layers {shape}", seen=f"{count}", why=why)
        seen, why = f"{values['parameters']:,}", "With few images, a large model learns them by heart."
        expect(values["parameters"] <= 5_000_000, expected=f"at most 5,000,000 parameters {shape}", seen=seen, why=why)
        rows = [row if isinstance(row, list) else [row] for row in values["outputs"]]
        expect_equal(len(rows[0]), case["classes"], what="outputs for each image", why="There is one for each class.")
        row = next((row for row in rows if not _is_distribution(row)), rows[0])
        seen = f"{', '.join(f'{value:.3g}' for value in row)}, which add up to {sum(row):.3g}"
        why = "An image has exactly one class. Softmax turns any numbers into such probabilities."
        expected = "the outputs of an image are probabilities that add up to 1"
        expect(_is_distribution(row), expected=expected, seen=seen, why=why)
        expect_shared_numbers_left_alone(runs[name], "`build_model`")
        expect_nothing_written(runs[name], "`build_model`")


@check(points=1, needs="build_model", lesson=MODEL)
def test_learns_from_integer_labels(runs: Runs) -> None:
    """The model is compiled for integer labels, with a metric `accuracy` and a learning rate that can be changed."""
    values = runs["four_classes"].values
    why = "Labels are integers here (0 to 3), not vectors: loss and metric must take them as they are."
    for right, row in enumerate(values.get("losses", [])):
        lowest = [said for said, loss in enumerate(row) if loss == min(row)]
        expect_equal(lowest, [right], what=f"label {right}: the loss is lowest when the model says class", why=why)
    seen = f"Keras refused them: {values.get('refused')}"
    expect("refused" not in values, expected="a training step with integer labels works", seen=seen, why=why)
    evaluated = values.get("evaluated", {})
    seen, why = ", ".join(evaluated), "`val_accuracy`, which the callback watches, is this metric's name with `val_`."
    expect("accuracy" in evaluated, expected="a metric named `accuracy`", seen=seen, why=why)
    what = "`accuracy` where the model is right on 3 of 6 images"
    expect_close(evaluated["accuracy"], 0.5, what=what, why="It counts the images whose most probable class is right.")
    why = "A rate that follows a schedule of the optimizer cannot be set, so no callback can reduce it."
    expect(values["rate"] == 0.125, expected="the learning rate can be set", seen=str(values["rate"]), why=why)


@check(points=2, needs="make_callbacks", lesson=PLATEAU)
def test_reduces_while_the_plateau_lasts(runs: Runs) -> None:
    """After every 2 epochs in a row without a better val_accuracy the rate is multiplied by 0.3, again and again."""
    why = "Smaller steps help on a plateau. While it lasts, every second epoch makes them smaller again."
    _expect_rates(runs["plateau"], why)


@check(points=1, needs="make_callbacks", lesson=PLATEAU)
def test_watches_the_validation_accuracy(runs: Runs) -> None:
    """While val_accuracy rises, the rate stays as it is, whatever the other values do."""
    why = "val_accuracy is what counts, and more of it is better. It has to fail twice in a row."
    for name in ("rising", "now_and_then"):
        _expect_rates(runs[name], why)
    _expect_rates(runs["starts_at_zero"], "The first epoch is the best one so far, whatever it measured.")


@check(points=1, needs="make_callbacks", lesson=PLATEAU)
def test_counts_only_gains_above_a_thousandth(runs: Runs) -> None:
    """A gain of less than 0.001 over the best counts as no gain; a larger one counts."""
    for name in ("small_gains", "clear_gains"):
        why = "A gain counts when it is above 0.001. Smaller ones are noise, but they may add up."
        _expect_rates(runs[name], why)


@check(points=0.5, needs="make_callbacks", lesson=PLATEAU)
def test_keeps_the_best_value(runs: Runs) -> None:
    """A reduction does not change what later epochs are compared with: the best val_accuracy of the whole training."""
    why = "After a reduction the best value stays the best: climbing back towards it is no progress yet."
    _expect_rates(runs["below_the_best"], why)


@check(points=0.5, needs="make_callbacks", lesson=PLATEAU)
def test_announces_each_reduction(runs: Runs) -> None:
    """Each reduction is announced with its epoch and the new rate, and nothing else is."""
    for name in ("plateau", "rising", "below_the_best"):
        expect_reductions_announced(runs[name].fit, _outcome(runs[name].case))


@check(points=1, needs="make_callbacks", lesson="brain-tumours#logs-for-tensorboard")
def test_writes_logs_for_tensorboard(runs: Runs) -> None:
    """TensorBoard logs of every epoch lie in `log_dir`, and nothing is written anywhere else."""
    run, logs = runs["two_at_once"], runs["logs_of_callbacks"].values["logs"]
    expect_files_below(run, *run.case["log_dirs"])
    for log_dir in run.case["log_dirs"]:
        expect_event_files(logs, log_dir, len(run.case["epochs"]))
    expect_shared_numbers_left_alone(run, "`make_callbacks`")
    for name in ("not_a_number", "never_a_number"):
        expect_survives_nan(runs.partial(name), "a training with these callbacks")


@check(points=1.5, needs="train", lesson=SPLIT)
def test_holds_out_a_tenth(runs: Runs) -> None:
    """Every epoch is validated on the same 10 % of the images, and the model trains on all the others."""
    run = runs["sorted_by_class"]
    seen, images, held = images_shown(run), sum(run.case["sizes"]), set(images_shown(run)[0]["validated"])
    trained = set(chain.from_iterable(epoch["trained"] for epoch in seen))
    for number, epoch in enumerate(seen, start=1):
        why = "The learning rate is decided on the training images' own held-out part, and after every epoch."
        count = f"it was validated on {len(epoch['validated'])} images"
        expect(bool(epoch["validated"]), expected=f"epoch {number} is validated", seen=count, why=why)
        expect(-1 not in epoch["validated"], expected="images from x_train", seen="others", why=why)
        new, expected = len(set(epoch["validated"]) ^ held), f"epoch {number} is validated on the images of epoch 1"
        why = "Accuracies on different images cannot be compared, so nobody could tell progress from luck."
        expect(new == 0, expected=expected, seen=f"{new} images differ", why=why)
    both, share = len(held & trained), len(held) / images
    why = "A model knows the images that it was trained on by heart: its accuracy there says nothing about new ones."
    expected, count = "no image is both trained on and validated on", f"{both} of {len(held)} validation images are"
    expect(both == 0, expected=expected, seen=count, why=why)
    expected = f"10 % of the {images} images are held out (7 to 13 % count)"
    count, why = f"{len(held)}, which is {share:.1%}", "Fewer tell little; more are missing from the training."
    expect(0.07 <= share <= 0.13, expected=expected, seen=count, why=why)
    unused = images - len(held | trained)
    few, why = unused <= 2 * run.case["options"]["batch_size"], "Nothing can be learnt from an image that is left out."
    expect(few, expected="the model trains on all the other images", seen=f"{unused} are never used", why=why)


@check(points=1.5, needs="train", lesson=SPLIT)
def test_holds_out_every_class(runs: Runs) -> None:
    """The held-out part contains all four classes, in about their proportions."""
    run = runs["sorted_by_class"]
    sizes, held = run.case["sizes"], set(images_shown(run)[0]["validated"]) - {-1}
    found = Counter(_class_of(image, sizes) for image in held)
    counts = ", ".join(f"{found[index]} of {size} {CLASSES[index]}" for index, size in enumerate(sizes))
    why = "The arrays come sorted by class: a part cut from one end holds one class or two."
    missing = ", ".join(CLASSES[index] for index in range(4) if not found[index])
    expect(not missing, expected="all four classes are held out", seen=f"none of {missing} ({counts})", why=why)
    for index, size in enumerate(sizes):
        share = size / sum(sizes)
        mean, spread = len(held) * share, 6 * sqrt(len(held) * share * (1 - share))
        expected = f"about {mean:.0f} of the {len(held)} held-out images show {CLASSES[index]}"
        why = "Where a class is rare in training and frequent in validation, or the other way round, accuracy misleads."
        expect(abs(found[index] - mean) <= spread, expected=expected, seen=counts, why=why)


@check(points=0.5, needs="train", lesson=SPLIT)
def test_keeps_images_and_labels_together(runs: Runs) -> None:
    """Each image is shown with its own label, in training and in validation."""
    run = runs["sorted_by_class"]
    why = "Shuffle images and labels with the same order: with mixed labels there is nothing to learn."
    for epoch, part in ((epoch, part) for epoch in images_shown(run) for part in ("trained", "validated")):
        for image, label in zip(epoch[part], epoch[f"{part}_labels"], strict=True):
            right = _class_of(image, run.case["sizes"]) if image >= 0 else label
            expect_equal(label, right, what=f"label that comes with image {image} of x_train", why=why)


@check(points=0.5, needs="train", lesson="exercises/05_brain_tumor")
def test_trains_as_asked(runs: Runs) -> None:
    """One `fit` of `epochs` epochs in batches of `batch_size` (20 and 32 by default); its History is returned."""
    for name in ("sorted_by_class", "defaults"):
        run, options = runs[name], runs[name].case["options"] or {"epochs": 20, "batch_size": 32}
        fit, asked = run.fit, "as asked" if run.case["options"] else "by default"
        epochs, wanted = fit.arguments.get("epochs", 1), options.get("epochs", len(run.case["epochs"]))
        why = "Whoever calls `train` decides how long it trains and in which steps."
        expect_equal(epochs, wanted, what=f"epochs {asked}", why=why)
        expect_equal(len(fit.epochs), run.case.get("enough", wanted), what="epochs that were trained", why=why)
        batch, what = max(images_shown(run)[0]["batches"]), f"images in a training batch {asked}"
        expect_equal(batch, options["batch_size"], what=what, why=why)
        why = "The history holds the rate of each epoch, which `reductions` reads."
        expect(isinstance(run.values["returned"], list), expected="a History", seen=run.values["returned"], why=why)


@check(points=1, needs="reductions", lesson=PLATEAU)
def test_lists_the_reductions(runs: Runs) -> None:
    """`reductions` lists the epochs, from 1, after which the rate was lower."""
    for name in (
        "reduced_twice",
        "reduced_at_the_ends",
        "never_reduced",
        "raised_too",
        "lowered_again",
        "one_epoch",
        "no_rates",
    ):
        rates, returned = runs[name].case["rates"], runs[name].values["reductions"]
        wanted = [epoch for epoch, (now, then) in enumerate(pairwise(rates), start=1) if then < now]
        shown = ", ".join(f"{rate:.1g}" for rate in rates) or "none recorded"
        why = "Epoch e is listed when epoch e + 1 trained at a lower rate than epoch e; the first epoch is 1."
        expect_equal(returned, wanted, what=f"reductions (rates {shown})", why=why)
        expect_shared_numbers_left_alone(runs[name], "`reductions`")
        expect_nothing_written(runs[name], "`reductions`")


@check(points=1, stage="training", needs="train", lesson=PLATEAU)
def test_trains_with_the_callbacks(runs: Runs) -> None:
    """`train` reduces the rate on a plateau, announces it, and writes `train/` and `validation/` logs."""
    run = runs["sorted_by_class"]
    _expect_rates(run, "Callbacks act only when they are passed to `fit`.")
    expect_reductions_announced(run.fit, _outcome(run.case))
    expect_files_below(run, run.case["log_dir"])
    logs = runs["logs_of_training"].values["logs"]
    for part in ("train", "validation"):
        expect_event_files(logs, run.case["log_dir"], len(run.case["epochs"]), part)


@check(points=0.5, stage="training", needs="train", lesson=PLATEAU)
def test_trains_a_real_model(runs: Runs) -> None:
    """Your own model trains for real, and the rate follows the val_accuracy that this training measured."""
    run = runs["real_training"]
    fit, epochs = run.fit, run.case["options"]["epochs"]
    expect_equal(len(fit.epochs), epochs, what="epochs", why="The model that you build is trained as asked.")
    expect_event_files(runs["logs_of_real_training"].values["logs"], run.case["log_dir"], epochs, "validation")
    case = {"epochs": [epoch.logs for epoch in fit.epochs], "rate": fit.epochs[0].rate}
    _expect_rates(run, "The same rule holds for a real training.", case)
    expect_reductions_announced(fit, _outcome(case))


def foreseen(run: Run) -> list[Foreseen]:
    """Return what each fit of ``run`` does to the rate, for its picture."""
    case = run.case
    if "enough" in case:
        return []  # stopped after an epoch: nothing is decided
    if "epochs" not in case:
        case = {"epochs": [epoch.logs for epoch in run.fit.epochs], "rate": run.fit.epochs[0].rate}
    outcome = _outcome(case)
    one = Foreseen(
        history=case["epochs"],
        watched="val_accuracy",
        last=len(case["epochs"]),
        rates=outcome.rates,
        reduced=outcome.reductions,
    )
    return [one for _ in run.fits]


def _is_distribution(row: list[float]) -> bool:
    return isclose(sum(row), 1, abs_tol=0.01) and min(row) >= 0


def _outcome(case: dict[str, Any]) -> PlateauOutcome:
    """Return what the callbacks must do with the case's history: the rule of the exercise."""
    return reduce_lr_on_plateau(
        case["epochs"], rate=case["rate"], monitor="val_accuracy", mode="max", factor=0.3, patience=2, min_delta=0.001
    )


def _expect_rates(run: Run, why: str, case: dict[str, Any] | None = None) -> None:
    """Compare the rate of each epoch with what the oracle says of the case's history."""
    expect_rates(run.fit, _outcome(case or run.case), (case or run.case)["epochs"], "val_accuracy", why)


def _class_of(image: int, sizes: list[int]) -> int:
    return next((index for index, end in enumerate(accumulate(sizes)) if image < end), -1)
