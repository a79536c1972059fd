"""Judge of 07: what the evidence of the network, the callbacks, the trials and the summary must show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import isclose
from statistics import fmean, pstdev
from typing import Any, NamedTuple

from grader.evidence import Fit, Logs, Run
from grader.judge import Runs, check, expect, expect_close, expect_equal, expect_signatures
from grader.judge.announced import saves_announced, stops_announced
from grader.judge.folders import expect_files_below, expect_nothing_written
from grader.judge.not_a_number import expect_survives_nan
from grader.judge.shared_numbers import expect_shared_numbers_left_alone
from grader.oracles import Foreseen, early_stopping, marked, model_checkpoint

FILE = "best_model.keras"
# How many numbers a MobileNetV2 without its top holds, by `alpha`.
BASES = {0.35: 410_208, 0.5: 706_224, 1.0: 2_257_984}
HEAD = 619_690
PAGE, MODEL, TRIALS = "exercises/07_fashion_mnist_transfer", "fashion-mnist#the-model", "fashion-mnist#repeated-runs"
STOPPING, SAVING = "reference/early-stopping#patience", "reference/model-checkpoint#save-the-best-model"
LOGS = "brain-tumours#logs-for-tensorboard"
CURVES = ("stops", "overfits_at_once", "keeps_improving", "now_and_then", "small_gains", "starts_badly", "climbs_back")
ANNOUNCING = "Whoever reads the log the next morning wants to know what happened, and when."


class Outcome(NamedTuple):
    """What the rules say of a history; epochs count from 1, and ``stop`` is None where training goes on."""

    saved: tuple[int, ...]
    stop: int | None


@check(points=0.5, stage="signatures", lesson=PAGE)
def test_can_be_called(runs: Runs) -> None:
    """All four functions can be called, by position and by name."""
    for name in runs.asked:
        why = "The grader calls all four functions, and so does other code."
        expect(name in runs.names, expected=f"a function `{name}`", seen="there is none", why=why)
        expect_signatures(runs, name)


@check(points=1, needs="build_model", lesson=MODEL)
def test_gives_the_base_what_it_expects(runs: Runs) -> None:
    """Raw images of any numeric type reach the base in its size, with three equal channels, from -1 to 1."""
    run = runs["asked_model"]
    _expect_base(run)
    _expect_shape(run, run.case["asked"]["base_size"], "")
    for kind in run.case["types"]:
        why = "The base was trained on images from -1 to 1, and knows nothing else: scale them inside, and only once."
        for levels, seen in zip(run.case["images"], run.values[f"given_{kind}"], strict=True):
            for level, channels in zip(levels, seen["quarters"], strict=True):
                wanted = level / 127.5 - 1
                shown = f"{', '.join(f'{one:.3g}' for one in channels)} in the three channels"
                expected = (
                    f"a grey of {level} (as {kind}) is {wanted:.3g} for the base, in place and in all three channels"
                )
                right = all(isclose(one, wanted, abs_tol=0.01) for one in channels)
                expect(right, expected=expected, seen=shown, why=why)
            if len(set(levels)) == 1:
                shown = f"values from {seen['low']:.3g} to {seen['high']:.3g}"
                expected = (
                    f"an image that is {levels[0]} everywhere has one value for the base as well, up to its edges"
                )
                edges = "Resizing fills the whole area; a border of something else is not in the image."
                expect(seen["high"] - seen["low"] < 0.02, expected=expected, seen=shown, why=edges)


@check(points=1, needs="build_model", lesson=MODEL)
def test_freezes_the_base(runs: Runs) -> None:
    """Only the 619,690 numbers of the head can be trained; the base computes in inference mode and never changes."""
    for run in (runs["asked_model"], runs["default_model"]):
        alpha = run.case.get("asked", {}).get("alpha", 1.0)
        _expect_base(run)
        why = "Steps that are right for a new head destroy what the base has learnt: freeze it, and train the head."
        expected, seen = f"{HEAD:,} trainable parameters", f"{run.values['trainable']:,}"
        expect(run.values["trainable"] == HEAD, expected=expected, seen=seen, why=why)
        frozen, why = run.values["frozen"], "`alpha` decides how wide the base is, and how many numbers it holds."
        expected = f"{BASES[alpha]:,} frozen parameters, those of a base with alpha={alpha:g}"
        expect(0 <= frozen - BASES[alpha] <= 10, expected=expected, seen=f"{frozen:,}", why=why)
    values = _used(runs)
    why = "Batch normalisation in training mode mixes the images of a batch, and forgets what ImageNet taught it."
    expected = "the base computes the same in training as in inference"
    expect(values["same_in_training"], expected=expected, seen="other features", why=why)
    changed = values.get("changed_inside", [])
    seen = f"it changed {', '.join(changed[:2])}"
    expect(not changed, expected="a training step that leaves the base as it is", seen=seen, why=why)


@check(points=0.5, needs="build_model", lesson=MODEL)
def test_has_the_head_that_was_asked_for(runs: Runs) -> None:
    """After the base come global average pooling, 480 units with relu, a dropout of 0.3, and a softmax over 10 classes."""
    values = _used(runs)
    expected = "average pooling, relu after 480 units, softmax after 10"
    why = "Everybody who compares results with yours relies on the same network."
    seen = values["head"] or "another head, or one that drops units in inference as well"
    expect(values["head"] == expected, expected=expected, seen=seen, why=why)
    drops = [f"{rate:g} of {' x '.join(map(str, shape))} numbers" for rate, shape in values["drops"]]
    why = "Dropout makes the small head rely on many features in place of a few, in training alone."
    seen = ", ".join(drops) or "no dropout in training"
    expect(drops == ["0.3 of 480 numbers"], expected="a dropout of 0.3 of 480 numbers, in training", seen=seen, why=why)


@check(points=0.5, needs="build_model", lesson=MODEL)
def test_learns_from_integer_labels(runs: Runs) -> None:
    """The model is compiled for labels from 0 to 9, with a metric `accuracy` and a constant rate that can be changed."""
    for name, asked in (("asked_model", runs["asked_model"].case["asked"]["learning_rate"]), ("default_model", 1e-3)):
        why = "`learning_rate` is the caller's decision, and each epoch trains at it until somebody changes it."
        expect_close(runs[name].values["rate"], asked, what="learning rate", why=why)
    changed, why = (
        runs["asked_model"].values["changed_rate"],
        "A rate that follows a schedule of the optimizer is fixed.",
    )
    expect(changed == 0.125, expected="a learning rate that can be set later", seen=str(changed), why=why)
    values = _used(runs)
    why = "Labels are integers here (0 to 9), not vectors: loss and metric must take them as they are."
    seen = f"Keras refused them: {values.get('refused')}"
    expect("refused" not in values, expected="a training step with integer labels works", seen=seen, why=why)
    for right, row in zip(runs["asked_model"].case["rights"], values["losses"], strict=True):
        lowest = [said for said, loss in enumerate(row) if loss == min(row)]
        expect_equal(lowest, [right], what=f"label {right}: the loss is lowest when the model says class", why=why)
    low, high = values["losses"][0][:2]
    expected, seen = (
        "nearly no loss when the model is sure of the right class",
        f"{low:.2g} (and {high:.2g} when wrong)",
    )
    why = "Probabilities that are taken for something else (for logits) make a loss that hardly tells right from wrong."
    expect(low < high / 5, expected=expected, seen=seen, why=why)
    evaluated = values["evaluated"]
    why = "Results and curves are compared by this name."
    expect("accuracy" in evaluated, expected="a metric named `accuracy`", seen=", ".join(evaluated), why=why)
    what = "`accuracy` where the model is right on 1 of 3 images"
    expect_close(
        evaluated["accuracy"], 1 / 3, what=what, why="It counts the images whose most probable class is right."
    )
    why = "A step that changes nothing is no training."
    expect(values["learned"], expected="a training step changes the head", seen="nothing changed", why=why)


@check(points=0.5, needs="build_model", lesson=MODEL)
def test_starts_from_the_weights_asked_for(runs: Runs) -> None:
    """`weights=None` starts from random numbers; by default ImageNet's are loaded, for alpha 1 and 96 pixels."""
    none, default = runs["asked_model"].values["asked_for"], runs["default_model"].values["asked_for"]
    why = "Whoever asks for None has no weights at hand, and perhaps no network."
    expect(not none, expected="no file of weights with weights=None", seen=", ".join(none), why=why)
    why = "What ImageNet taught the base is all that a frozen base can give: with random numbers it knows nothing."
    # A base that grows out of a tensor takes those for 224 pixels.
    ours, other = (f"mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_{size}_no_top.h5" for size in (96, 224))
    seen = ", ".join(dict.fromkeys(default)) or "no file of weights"
    expect(set(default) in ({ours}, {other}), expected=f"by default the weights in {ours}", seen=seen, why=why)
    _expect_base(runs["default_model"])
    loaded, seen = runs["default_model"].values["loaded"], "other numbers in its first layer"
    expect(loaded, expected="a base with the weights that were loaded", seen=seen, why=why)
    _expect_shape(runs["default_model"], 96, " by default")
    for name in ("asked_model", "default_model"):
        expect_shared_numbers_left_alone(runs[name], "`build_model`")
        expect_nothing_written(runs[name], "`build_model`")


@check(points=0.5, needs="build_model", lesson=MODEL)
def test_can_be_reloaded(runs: Runs) -> None:
    """The model that was saved is loaded again in safe mode, compiled, and computes the same."""
    why = "A checkpoint that cannot be loaded is worth nothing. Safe mode runs no code out of a file."
    seen = _used(runs)["reloaded"]
    expect(seen == "same", expected="a reloaded model that computes the same and can be evaluated", seen=seen, why=why)


@check(points=1.5, needs="make_callbacks", lesson=STOPPING)
def test_stops_after_three(runs: Runs) -> None:
    """Training ends after 3 epochs in a row without a better `val_loss` than the best so far, and not before."""
    for name in CURVES:
        history = runs[name].case["epochs"]
        _expect_stop(runs[name].fit, history, len(history))


@check(points=1.5, needs="make_callbacks", lesson=SAVING)
def test_keeps_the_best_model(runs: Runs) -> None:
    """`best_model.keras` holds the model of the epoch with the best `val_loss` so far, after every epoch."""
    for name in CURVES:
        _expect_saves(runs[name])
    for name in ("stops", "climbs_back"):
        _expect_held(runs, f"saved_of_{name}", runs[name].case["run_dir"], runs[name].case["epochs"])


@check(points=1, needs="make_callbacks", lesson=LOGS)
def test_logs_the_weights(runs: Runs) -> None:
    """The logs in `run_dir/logs` hold the values and the histograms of the weights of every epoch."""
    run, logs = runs["two_at_once"], runs["logs_of_two_at_once"].values["logs"]
    for run_dir in run.case["run_dirs"]:
        _expect_logs(logs, run_dir, len(run.case["epochs"]))


@check(points=0.5, needs="make_callbacks", lesson=PAGE)
def test_announces_what_happens(runs: Runs) -> None:
    """Each save and the stop is announced with its epoch, on standard output."""
    for name in CURVES:
        _expect_announcements(runs[name].fit, _outcome(runs[name].case["epochs"]))


@check(points=0.5, needs="make_callbacks", lesson=PAGE)
def test_makes_callbacks_for_a_folder(runs: Runs) -> None:
    """Each call makes new callbacks for its own folder, which is created; nothing is written elsewhere."""
    run = runs["two_at_once"]
    history = run.case["epochs"]
    why = "Callbacks remember what they have seen: two trainings must not share them."
    for run_dir, fit in zip(run.case["run_dirs"], run.fits, strict=True):
        expected = f"the training in {run_dir} runs {len(history)} epochs"
        expect(len(fit.epochs) == len(history), expected=expected, seen=f"{len(fit.epochs)}", why=why)
        _expect_held(runs, "saved_of_two_at_once", run_dir, history)
    expect_files_below(run, *run.case["run_dirs"])
    expect_shared_numbers_left_alone(run, "`make_callbacks`")
    for name in ("not_a_number", "never_a_number"):
        expect_survives_nan(runs.partial(name), "a training with these callbacks")


@check(points=1, needs="run_trials", lesson=TRIALS)
def test_trains_a_new_model_in_each_run(runs: Runs) -> None:
    """Each of the `n_runs` runs (6 by default) trains another new model, once, for at most `epochs` epochs (20)."""
    for run, _ in _trials(runs):
        count, asked = run.case["n_runs"] or 6, run.case["epochs"] or 20
        what = f"trainings{'' if run.case['n_runs'] else ' by default'}"
        why = "One run may be lucky. Several independent ones show how much luck there is."
        expect_equal(len(run.fits), count, what=what, why=why)
        numbers = run.values["trained"]
        twice = len(numbers) - len(set(numbers))
        expected = f"{count} trainings, each of a model that `build` made for it"
        why = "A model that has been trained goes on from there: later runs look better, and prove nothing."
        expect(
            not twice, expected=expected, seen=f"{twice} of them went on with a model that was trained before", why=why
        )
        starts = {tuple(weights) for weights in run.values["starts"]}
        why = "With the same random numbers every run is the same run, and its spread is 0 whatever it is in truth."
        seen = f"{len(starts)} different starts"
        expect(len(starts) == count, expected=f"{count} different random starts", seen=seen, why=why)
        for fit in run.fits:
            what = f"epochs asked of `fit`{'' if run.case['epochs'] else ' by default'}"
            why = "The caller decides how long a run may take at most."
            expect_equal(fit.arguments.get("epochs", 1), asked, what=what, why=why)


@check(points=0.5, needs="run_trials", lesson=TRIALS)
def test_keeps_each_run_in_its_own_folder(runs: Runs) -> None:
    """Run `i`, from 1, has its best model and its logs in `directory/run_{i}`; nothing is written elsewhere."""
    for run, curves in _trials(runs):
        folders = [f"{run.case['directory']}/run_{number}" for number in range(1, len(curves) + 1)]
        expect_files_below(run, *folders)
        for folder, curve in zip(folders, curves, strict=True):
            _expect_held(runs, f"saved_of_{run.name}", folder, curve)
    run, curves = list(_trials(runs))[1]
    for number, curve in enumerate(curves, start=1):
        epochs = _outcome(curve).stop or len(curve)
        _expect_logs(runs["logs_of_few_runs"].values["logs"], f"{run.case['directory']}/run_{number}", epochs)


@check(points=1.5, needs="run_trials", lesson=TRIALS)
def test_evaluates_the_best_model_of_each_run(runs: Runs) -> None:
    """The results are what the best model of each run reaches on the test data, measured once."""
    for run, curves in _trials(runs):
        for number, (seen, curve) in enumerate(_results(run, curves), start=1):
            best, data = _outcome(curve).saved[-1], run.case["data"]["test"]
            wanted = marked(best, data["x"], data["y"])
            known = {
                f"that of epoch {epoch} on the {part} data": marked(epoch, data["x"], data["y"])
                for part, data in run.case["data"].items()
                for epoch in range(1, len(curve) + 1)
            }
            seen_values = (seen["test_accuracy"], seen["test_loss"])
            for key, value in (("test_accuracy", wanted.accuracy), ("test_loss", wanted.loss)):
                index = ("test_accuracy", "test_loss").index(key)
                # Several epochs may share an accuracy; accuracy and loss together tell which one was measured.
                both = [what for what, one in known.items() if all(map(_close, seen_values, one))]
                same = both or [what for what, one in known.items() if _close(seen[key], one[index])]
                shown = f"{seen[key]:.5g}" if isinstance(seen[key], float) else str(seen[key])
                shown += f", which is {same[-1]}" if same else ""
                expected = f"run {number}: {key} {value:.5g}, that of epoch {best} (best val_loss) on the test data"
                why = "The last epoch is not the best one. The file holds the best: load it, and measure that."
                expect(_close(seen[key], value), expected=expected, seen=shown, why=why)
        count, most = run.values["evaluated"], len(curves)
        why = "Test data is looked at once, at the end; one evaluation gives loss and accuracy together."
        expect(count <= most, expected=f"{most} evaluations in {most} runs", seen=f"{count}", why=why)


@check(points=0.5, needs="run_trials", lesson=TRIALS)
def test_counts_the_epochs_of_each_run(runs: Runs) -> None:
    """`epochs` in each result is the number of epochs that this run trained."""
    for run, curves in _trials(runs):
        for number, (seen, curve) in enumerate(_results(run, curves), start=1):
            ran, best = _outcome(curve).stop or len(curve), _outcome(curve).saved[-1]
            what = f"epochs of run {number}, which trained {ran} and was best after {best}"
            why = "How long a training took is part of its result, and it may have been stopped early."
            expect_equal(seen["epochs"], ran, what=what, why=why)


@check(points=0.5, needs="run_trials", lesson=TRIALS)
def test_trains_with_the_callbacks(runs: Runs) -> None:
    """Each run stops by itself, and announces its saves and its stop."""
    for run, curves in _trials(runs):
        why = "Every run is trained once."
        expect_equal(len(run.fits), len(curves), what="trainings", why=why)
        for fit, curve in zip(run.fits, curves, strict=True):
            _expect_stop(fit, curve, run.case["epochs"] or 20)
            _expect_announcements(fit, _outcome(curve))


@check(points=1, stage="training", needs="run_trials", lesson=TRIALS)
def test_keeps_training_validation_and_test_apart(runs: Runs) -> None:
    """Every run trains on all training data, validates on all validation data, and never sees the test data before."""
    run = runs["seen_data"]
    training, validation, _ = run.case["images"]
    parts = {"trained": range(training), "validated": range(training, training + validation)}
    names = {"trained": "`train_data`", "validated": "`val_data`"}
    expect_equal(
        len(run.values["seen"]), run.case["n_runs"], what="models that were trained", why="Each run has its own."
    )
    for epoch in (epoch for seen in run.values["seen"] for epoch in seen):
        for part, wanted in parts.items():
            tests = [image for image in epoch[part] if image >= training + validation]
            why = "What took part in a training, or decided when it ends, cannot tell how good it is on new images."
            expected = "no image of the test data before training has ended"
            expect(not tests, expected=expected, seen=f"{len(tests)} of them among those {part}", why=why)
            what = f"{len(set(epoch[part]) & set(wanted))} of them and {len(set(epoch[part]) - set(wanted))} others"
            expected = f"the images {part} are the {len(wanted)} of {names[part]}"
            expect(set(epoch[part]) == set(wanted), expected=expected, seen=what, why=why)
            wrong = sum(label != image % 4 for image, label in zip(epoch[part], epoch[f"{part}_labels"], strict=True))
            why = "With mixed labels there is nothing to learn."
            expect(not wrong, expected="each image with its own label", seen=f"{wrong} with others", why=why)


@check(points=0.5, needs="summarize", lesson=TRIALS)
def test_summarizes(runs: Runs) -> None:
    """`summarize` returns the mean and the population standard deviation, unrounded."""
    for run in runs.matching("summary_*"):
        values, seen = run.case["accuracies"], run.values["returned"]
        shown = ", ".join(f"{one:g}" for one in values)
        pair = isinstance(seen, list) and len(seen) == 2
        why = "A result without its spread does not say whether another one is better."
        expect(pair, expected=f"(mean, std) of {shown}", seen=str(seen), why=why)
        expect_close(seen[0], fmean(values), what=f"mean of {shown}", why=why)
        why = (
            "These runs are all there are: the population standard deviation divides by their number, not by one less. "
            "Whoever reads it may round it."
        )
        expected, deviation = f"standard deviation of {shown}: {pstdev(values):.6g}", seen[1]
        close = isinstance(deviation, float) and isclose(deviation, pstdev(values), rel_tol=1e-4, abs_tol=1e-7)
        expect(
            close, expected=expected, seen=f"{deviation:.6g}" if isinstance(deviation, float) else deviation, why=why
        )
        expect_shared_numbers_left_alone(run, "`summarize`")
        expect_nothing_written(run, "`summarize`")


def _expect_base(run: Run) -> None:
    """Expect that a MobileNetV2 is in the model: without it there is nothing to look at."""
    why = "The base does the seeing; the head only decides."
    expect(run.values["base"], expected="a MobileNetV2 of Keras inside the model", seen="none", why=why)


def _used(runs: Runs) -> dict[str, Any]:
    """Return what was seen of the network that was built as asked, when it computes what can be looked at."""
    run = runs["asked_model"]
    _expect_base(run)
    rows = [row if isinstance(row, list) else [] for row in run.values["outputs"]]
    seen = f"{len(rows[0])} numbers" if rows and not isinstance(rows[0][:1], float) else "something else"
    why = "There is one output for each class of clothes."
    expect(seen == "10 numbers", expected="10 numbers for each image", seen=seen, why=why)
    why = "The base does the seeing; a head without it sees nothing."
    expect(
        "head" in run.values, expected="a head that is given what the base sees", seen="the base is not used", why=why
    )
    return run.values


def _expect_shape(run: Run, size: int, when: str) -> None:
    seen, why = run.values["shape"], "The base was made for images of one size, with three channels."
    shown = " x ".join(map(str, seen)) if seen else "it is never called"
    expected = f"{size} x {size} x 3 numbers for the base{when}"
    expect(seen == [size, size, 3], expected=expected, seen=shown, why=why)


def foreseen(run: Run) -> list[Foreseen]:
    """Return what stopping and saving do in each fit of ``run``, for its picture."""
    case = run.case
    if case["scenario"] in ("one_set", "two_sets"):
        return [_foreseen(fit, case["epochs"], len(case["epochs"])) for fit in run.fits]
    if case["scenario"] != "marked_trials":
        return []
    epochs = case["epochs"] or 20
    curves = [[*curve, *[curve[-1]] * epochs][:epochs] for curve in case["curves"]]
    return [_foreseen(fit, curve, epochs) for fit, curve in zip(run.fits, curves, strict=False)]


def _foreseen(fit: Fit, history: Sequence[Logs], asked: int) -> Foreseen:
    outcome, watched = _outcome(history), any(epoch.files for epoch in fit.epochs)
    return Foreseen(
        history=history,
        watched="val_loss",
        last=outcome.stop or asked,
        saved=outcome.saved if watched else None,
    )


def _outcome(history: Sequence[Logs]) -> Outcome:
    stop = early_stopping(history, monitor="val_loss", patience=3).stop_epoch
    saved = model_checkpoint(history[:stop], monitor="val_loss", save_best_only=True).saved
    return Outcome(saved, stop)


def _trials(runs: Runs) -> Iterator[tuple[Run, list[list[Logs]]]]:
    """Yield the trials, each with the logs that its runs may go through: the last ones repeat up to the last epoch."""
    for name in ("six_runs", "few_runs"):
        run = runs[name]
        epochs = run.case["epochs"] or 20
        yield run, [[*curve, *[curve[-1]] * epochs][:epochs] for curve in run.case["curves"]]


def _results(run: Run, curves: list[list[Logs]]) -> Iterator[tuple[dict[str, Any], list[Logs]]]:
    returned = run.values["returned"]
    why = "Other code looks the results up by these names."
    keys = ("test_accuracy", "test_loss", "epochs")
    expected = f"a list of {len(curves)} dictionaries with {', '.join(keys)}"
    expect(isinstance(returned, list), expected=expected, seen=str(returned)[:200], why=why)
    for one, curve in zip_longest(returned, curves):
        whole = isinstance(one, dict) and all(key in one for key in keys) and curve is not None
        shown = f"{len(returned)} results, among them {one}"
        expect(whole, expected=expected, seen=shown, why=why)
        yield one, curve


def _close(seen: Any, wanted: float) -> bool:
    return isinstance(seen, float) and isclose(seen, wanted, rel_tol=1e-4, abs_tol=1e-6)


def _expect_stop(fit: Fit, history: Sequence[Logs], asked: int) -> None:
    ran, stop = len(fit.epochs), _outcome(history).stop
    losses = ", ".join(f"{logs['val_loss']:.5g}" for logs in history[: stop or asked])
    expected = f"training ends after epoch {stop}" if stop else f"training goes on to its last epoch, {asked}"
    why = "One bad epoch is noise, three in a row are not: more of them only cost time."
    expect(
        ran == (stop or asked), expected=f"{expected} (val_loss {losses})", seen=f"it ended after epoch {ran}", why=why
    )


def _expect_saves(run: Run) -> None:
    history, wanted = run.case["epochs"], _outcome(run.case["epochs"]).saved
    written, place = run.fit.epochs_writing(FILE), f"{run.case['run_dir']}/{FILE}"
    last = min(len(run.fit.epochs), _outcome(history).stop or len(history))
    for number, logs in enumerate(history[:last], start=1):
        best = min((one["val_loss"] for one in history[: number - 1]), default=None)
        before = "the first epoch" if best is None else f"val_loss {logs['val_loss']:.5g}, best before {best:.5g}"
        expected = f"epoch {number} {'writes' if number in wanted else 'does not write'} {place} ({before})"
        seen = "it was written" if number in written else "it was not written"
        if not written:
            late, files = place in run.values["files"], ", ".join(run.values["files"][:3]) or "none"
            seen = "it was not, before training had ended" if late else f"it never was; files: {files}"
        why = "A model that is worse, or no better, must not replace the best one; a better one must."
        expect((number in wanted) == (number in written), expected=expected, seen=seen, why=why)


def _expect_held(runs: Runs, examination: str, folder: str, history: Sequence[Logs]) -> None:
    wanted, held = _outcome(history).saved[-1], runs[examination].values["held"].get(folder, "no such file")
    seen = f"that of epoch {held:.0f}" if isinstance(held, float | int) else f"{held}"
    expected = f"{folder}/{FILE} holds the model of epoch {wanted}"
    why = "The best model is what you train for: it must load again."
    expect(held == wanted, expected=expected, seen=seen, why=why)


def _expect_logs(logs: dict[str, dict[str, list[int]]], run_dir: str, epochs: int) -> None:
    place = f"{run_dir}/logs"
    inside = {folder: kinds for folder, kinds in logs.items() if f"{folder}/".startswith(f"{place}/")}
    whys = {
        "scalars": "TensorBoard draws its curves from these files.",
        "histograms": "Histograms show what the means of the curves hide: whether weights still move, and how far.",
    }
    for kind, why in whys.items():
        expected = f"event files below {place} with {kind} of all {epochs} epochs"
        # Epochs may be counted from 0 or from 1.
        most = max((len(set(range(epochs + 1)) & set(kinds[kind])) for kinds in inside.values()), default=None)
        seen = f"no event files there (folders with some: {', '.join(logs) or 'none'})"
        seen = seen if most is None else f"{kind} of {most} epochs"
        expect(most is not None and most >= epochs, expected=expected, seen=seen, why=why)


def _expect_announcements(fit: Fit, outcome: Outcome) -> None:
    last = min(len(fit.epochs), outcome.stop or len(fit.epochs))
    wanted = [epoch for epoch in outcome.saved if epoch <= last]
    saved = [epoch for epoch in saves_announced(fit, FILE) if epoch <= last]
    expected = f"`Epoch n: ... saving model to ...{FILE}` for epoch {_listed(wanted)}"
    expect(saved == wanted, expected=expected, seen=f"for epoch {_listed(saved)}", why=ANNOUNCING)
    ends, stop = stops_announced(fit), outcome.stop
    expected = f"`Epoch {stop}: early stopping`" if stop else "no `early stopping`, as training went on to its end"
    seen = f"`Epoch {ends[0]}: early stopping`" if ends else "no such line"
    # A training may stop exactly in its last epoch.
    right = ends == ([stop] if stop else []) or (stop == fit.arguments.get("epochs") and not ends)
    expect(right, expected=expected, seen=seen, why=ANNOUNCING)


def _listed(epochs: Sequence[int]) -> str:
    return ", ".join(map(str, epochs)) or "none"
