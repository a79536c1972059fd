"""Judge of 09: what the evidence of the drawings, of the animations and of the training around them must show."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from itertools import zip_longest
from operator import mul
from typing import Any, NamedTuple

from grader.evidence import Run
from grader.judge import Runs, check, expect, expect_equal, expect_signatures

NAME = "VisCallback"
CALLBACKS = "study-notes#custom-callbacks"
DEFAULTS = {"display_freq": 10, "n_samples": 10, "seed": 0}
ONE_CALLBACK = (
    "one_row",
    "by_default",
    "one_channel",
    "colours",
    "float_colours",
    "continued",
    "twice",
    "stopped",
    "new_folder",
    "bare_name",
)
PROGRESS = re.compile(r"\d+/\d+\b.*/step")
SECOND = 1000
# A frame is like its drawing to 0.99 and more, even after half its size and 32 colours; one that was cut to 0.8 at most.
ALIKE = 0.9


class Drawing(NamedTuple):
    """What one figure showed in one epoch: its samples and texts from left to right."""

    samples: list[dict[str, Any]]
    texts: list[str]

    @property
    def numbers(self) -> list[int | None]:
        """Return the number of each image, None for one that is none of the inputs."""
        return [sample["number"] for sample in self.samples]

    @property
    def titles(self) -> list[str]:
        """Return the texts that tell a prediction."""
        return [text for text in self.texts if text.startswith("P:")]


@check(points=0.5, stage="signatures", needs=NAME, lesson=CALLBACKS)
def test_can_be_made(runs: Runs) -> None:
    """`VisCallback(inputs, ground_truth, path, ...)` can be made, by position and by name."""
    expect_signatures(runs, NAME)
    expect_equal(runs.names[NAME]["kind"], "class", what=NAME, why="A callback is a subclass of Callback.")


@check(points=1, needs=NAME)
def test_draws_one_row_after_each_epoch(runs: Runs) -> None:
    """After each epoch a figure is drawn with the samples side by side, even if there is only one of them."""
    for name in ("one_row", "one_sample", "by_default"):
        for epoch, drawing in _drawings(_drawn_in(runs, name)):
            heights = [sample["y"] for sample in drawing.samples]
            expected = f"the {len(heights)} images of epoch {epoch} stand side by side, in one row"
            seen = f"they stand at the heights {', '.join(f'{height:.2f}' for height in heights)} of the figure"
            why = "In a row, one picture of each size, samples are easy to follow from frame to frame."
            expect(max(heights) - min(heights) < 0.05, expected=expected, seen=seen, why=why)


@check(points=1, needs=NAME)
def test_draws_every_kind_of_image(runs: Runs) -> None:
    """Images of shape (h, w), (h, w, 1) and (h, w, 3) are drawn as they are, the last ones in their colours."""
    for name in ("one_row", "one_channel", "colours", "float_colours"):
        run = _drawn_in(runs, name)
        shape = tuple(run.case["shape"])
        for _, drawing in _drawings(run):
            why = "Images come with and without a last axis: of 1 for grey, of 3 for colours. Height and width may differ."
            strange = sum(number is None for number in drawing.numbers)
            expected, seen = f"images of shape {shape} as they are", f"{strange} pictures that are none of the inputs"
            expect(not strange, expected=expected, seen=seen, why=why)
            coloured = all(sample["coloured"] for sample in drawing.samples)
            expected, seen = f"images of shape {shape} in their colours", "other colours, or none"
            expect(coloured or shape[2:] != (3,), expected=expected, seen=seen, why=why)


@check(points=1, needs=NAME)
def test_keeps_to_the_same_samples(runs: Runs) -> None:
    """`n_samples` different samples (10 by default) are chosen once, and every drawing shows the same ones."""
    for name in ("one_row", "by_default"):
        list(_drawings(_drawn_in(runs, name)))
    for run in _as_far_as_they_came(runs, *ONE_CALLBACK):
        wanted, first = _count(run.case["callbacks"][0]), None
        for epoch, drawing in _drawings(run, insist=False):
            numbers, inputs = drawing.numbers, len(run.case["callbacks"][0]["truth"])
            expected = f"{wanted} different samples of {inputs} inputs"
            seen = f"in epoch {epoch}: {len(numbers)} images, {len(set(numbers))} of them different: {_listed(numbers)}"
            why = "A sample that is there twice takes the place of another one."
            expect(len(numbers) == len(set(numbers)) == wanted, expected=expected, seen=seen, why=why)
            first = first or numbers
            expected = f"the inputs {_listed(first)} in every drawing, as in the first one"
            why = (
                "An animation shows how the answer for an image changes: the images must stay the same, also next time."
            )
            expect(numbers == first, expected=expected, seen=f"in epoch {epoch} the inputs {_listed(numbers)}", why=why)


@check(points=0.5, needs=NAME)
def test_takes_all_where_there_are_fewer(runs: Runs) -> None:
    """All inputs are shown when there are fewer than `n_samples`."""
    run = _drawn_in(runs, "few")
    wanted = len(run.case["callbacks"][0]["truth"])
    for _, drawing in _drawings(run):
        numbers = [-1 if number is None else number for number in drawing.numbers]
        expected = f"all {wanted} inputs, each once, where 10 samples are asked for"
        why = "There are no more than these, and nothing is learnt from the same image twice."
        right = sorted(numbers) == list(range(wanted))
        expect(right, expected=expected, seen=f"{len(numbers)} images: the inputs {_listed(drawing.numbers)}", why=why)


@check(points=1, needs=NAME)
def test_chooses_by_its_seed(runs: Runs) -> None:
    """The same `seed` (0 by default) chooses the same samples, another seed others."""
    run = runs["three_seeds"]
    without, default, other = (next(_drawings(run, fit))[1].numbers for fit in range(3))
    why = "A seed makes a choice repeatable: tomorrow's animation shows the same samples as today's."
    expected = f"without a seed the same samples (of 2000) as with seed=0, which are {_listed(default)}"
    expect(without == default, expected=expected, seen=_listed(without), why=why)
    seed, same = run.case["callbacks"][2]["options"]["seed"], set(other) == set(default)
    why = "A choice that depends on the seed is a real choice: with another seed you look at other samples."
    expected, seen = f"other samples with seed={seed} than with seed=0", f"the same ones: {_listed(other)}"
    expect(not same, expected=expected, seen=seen, why=why)


@check(points=1.5, needs=NAME)
def test_tells_prediction_and_truth(runs: Runs) -> None:
    """Each image has the title `P:{predicted}, T:{truth}`, with what the model predicts after this epoch."""
    run = _drawn_in(runs, "one_row")
    truth = run.case["callbacks"][0]["truth"]
    for epoch, drawing in _drawings(run):
        foretold = run.case["foretold"][epoch + 1]
        told = [None if one is None else f"P:{foretold[one]}, T:{truth[one]}" for one in drawing.numbers]
        _expect_titles(drawing, told, epoch)


@check(points=1, needs=NAME)
def test_writes_the_epoch_above(runs: Runs) -> None:
    """Each drawing has the heading `Epoch {epoch}`, with the number that Keras passes (the first one is 0)."""
    for name in ("one_row", "continued"):
        run = _drawn_in(runs, name)
        for epoch, drawing in _drawings(run):
            near = [text for text in drawing.texts if "epoch" in text.lower()]
            near = near or [text for text in drawing.texts if text not in drawing.titles]
            first = run.case["fits"][0]["initial_epoch"]
            expected = f"the heading `Epoch {epoch}`{f' (a training that was continued with {first})' if first else ''}"
            why = "The heading tells a frame's place in the training, also when the training is continued later."
            expect(f"Epoch {epoch}" in drawing.texts, expected=expected, seen=_quoted(near), why=why)


@check(points=1, needs=NAME)
def test_shows_now_and_then(runs: Runs) -> None:
    """The figure is shown with `plt.show` when `epoch % display_freq == 0` (10 by default), and in no other epoch."""
    for name in ("one_row", "continued", "by_default"):
        run = _drawn_in(runs, name)
        every = (DEFAULTS | run.case["callbacks"][0]["options"])["display_freq"]
        for fit, epoch in _epochs(run):
            shown = any(look["how"] == "shown" for look in _looks(run, (fit, epoch)))
            wanted = epoch % every == 0
            expected = f"the figure of epoch {epoch} is {'' if wanted else 'not '}shown, with display_freq {every}"
            why = "A window that pops up in every epoch holds the training up until somebody closes it."
            if wanted:
                why = "Now and then you want to look. A figure that was closed before `plt.show` cannot be shown any more."
            seen = f"no figure with samples was open when {_called(run)}" if wanted else "it was shown"
            expect(shown == wanted, expected=expected, seen=seen, why=why)


@check(points=0.5, needs=NAME)
def test_leaves_no_figure_open(runs: Runs) -> None:
    """No figure stays open: none after training, and never more than the one that is drawn on."""
    for name in ("one_row", "by_default"):
        for _, epoch, count in _drawn_in(runs, name).values["open"]:
            why = "pyplot keeps every figure in memory until it is closed; showing it does not close it everywhere."
            if epoch is None:
                expect(count == 0, expected="no open figure after training", seen=f"{count}", why=why)
            expect(count <= 1, expected=f"one open figure at most after epoch {epoch}", seen=f"{count}", why=why)


@check(points=1.5, needs=NAME)
def test_writes_one_frame_for_each_epoch(runs: Runs) -> None:
    """When training ends, early or not, `path` is a GIF with one frame for each epoch, in order, all of one size."""
    for name in ("one_row", "continued", "stopped"):
        run = runs[name]
        path = run.case["callbacks"][0]["path"]
        _expect_frames(run, _animation(runs, run, path), 0, path)


@check(points=0.5, needs=NAME)
def test_shows_each_frame_for_a_second(runs: Runs) -> None:
    """Each frame of the animation lasts one second."""
    run = runs["one_row"]
    path = run.case["callbacks"][0]["path"]
    for place, frame in enumerate(_animation(runs, run, path)["frames"]):
        expected = f"frame {place} of {path} lasts {SECOND} milliseconds"
        seen = f"{frame['duration']:g}" if frame["duration"] else "the file says nothing, or 0"
        why = "So everybody can read the titles. Watch the unit; and equal pictures in a row become one that lasts longer."
        expect(abs(frame["duration"] - SECOND) <= 10, expected=expected, seen=seen, why=why)


@check(points=0.5, needs=NAME)
def test_writes_only_where_it_was_told(runs: Runs) -> None:
    """The folder of `path` is created if there is one to create, and nothing else is left behind."""
    for name in ("new_folder", "bare_name", "one_row"):
        run = runs[name]
        files, path = run.values["files"], run.case["callbacks"][0]["path"]
        why = "The caller says where the animation goes, so that two trainings do not mix theirs."
        expect(path in files, expected=f"a file `{path}`", seen=_listed(files), why=why)
        strays = [file for file in files if file != path]
        expect(not strays, expected=f"no file but `{path}`", seen=f"also {_listed(strays)}", why=why)


@check(points=0.5, needs=NAME, lesson=CALLBACKS)
def test_predicts_quietly(runs: Runs) -> None:
    """Predicting prints no progress bar."""
    lines = re.split(r"[\r\n\x08]+", _drawn_in(runs, "one_row").printed)
    bars = [line.strip() for line in lines if PROGRESS.search(line)]
    why = "One more bar for each epoch hides the lines of the training itself."
    expect(not bars, expected="no progress bar while the samples are predicted", seen=_quoted(bars[-1:]), why=why)


@check(points=0.5, needs=NAME, lesson=CALLBACKS)
def test_starts_anew(runs: Runs) -> None:
    """A second `fit` starts a new animation of its own epochs alone."""
    run = runs["twice"]
    path, (first, second) = run.case["callbacks"][0]["path"], (fit["epochs"] for fit in run.case["fits"])
    count = len(_animation(runs, run, path)["frames"])
    expected = f"{_frames(second)} after a second training of {second} epoch"
    why = "Another training is another story: what belongs to the one before must be forgotten when it begins."
    expect(count == second, expected=expected, seen=f"{count} (the first training had {first} epochs)", why=why)
    _expect_frames(run, _animation(runs, run, path), 1, path)


@check(points=0.5, needs=NAME, lesson=CALLBACKS)
def test_shares_nothing(runs: Runs) -> None:
    """Two callbacks in one training make two animations, each of its own samples."""
    run = runs["two_at_once"]
    for index, one in enumerate(run.case["callbacks"]):
        frames = _animation(runs, run, one["path"])["frames"]
        expected = f"{_frames(len(run.fit.epochs))} in {one['path']}, all drawn by the callback that it belongs to"
        why = "What belongs to the class, not to the object, is one for all objects: a list of frames, for instance."
        expect(len(frames) == len(run.fit.epochs), expected=expected, seen=_frames(len(frames)), why=why)
        for place, frame in enumerate(frames):
            mine, other = (_likeness(run, frame["look"], None, number) for number in (index, 1 - index))
            seen = f"frame {place} was drawn by the other one"
            expect(mine >= other or other < ALIKE, expected=expected, seen=seen, why=why)


@check(points=0.5, needs=NAME, lesson=CALLBACKS)
def test_leaves_other_generators_alone(runs: Runs) -> None:
    """The global random generators of NumPy and Python are not touched."""
    before, after = runs["one_row"].values["generators"]
    touched = " and ".join(
        name for name, one, two in zip(("NumPy", "Python"), before, after, strict=True) if one != two
    )
    expected, seen = "the global generators as they were", f"that of {touched} is in another state"
    why = "Others draw from them too, to shuffle their data for instance: with your callback they would get other numbers."
    expect(not touched, expected=expected, seen=seen, why=why)


@check(points=1, stage="training", needs=NAME, lesson=CALLBACKS)
def test_leaves_the_training_as_it_was(runs: Runs) -> None:
    """A real training has the same batches and the same weights with your callback as without it."""
    run = runs["real_training"]
    why = "What only watches must not change what it watches, or nobody can compare two trainings."
    plain, watched = run.values["orders"]
    other = next((place for place, (one, two) in enumerate(zip_longest(plain, watched)) if one != two), None)
    expected, seen = "the same images in every batch as without your callback", f"batch {other} has others"
    expect(other is None, expected=expected, seen=seen, why=why)
    for without, given in zip(run.fits[0].epochs, run.fits[1].epochs, strict=True):
        for where, one, two in (
            ("before", without.weights, given.weights),
            ("after", without.weights_after, given.weights_after),
        ):
            expected = f"the same weights as without your callback, at the end of epoch {given.index}, {where} it ran"
            expect(one == two, expected=expected, seen="other weights", why=why)
    plain, watched = run.values["generators"]
    expected, seen = "the global random generators as they are without your callback", "another state of them"
    expect(plain == watched, expected=expected, seen=seen, why=why)


@check(points=0.5, stage="training", needs=NAME)
def test_animates_a_real_training(runs: Runs) -> None:
    """A real training ends with an animation of what its model really predicted."""
    run = runs["real_training"]
    one = run.case["callbacks"][0]
    found, epochs = _animation(runs, run, one["path"]), len(run.fits[1].epochs)
    seconds = sum(frame["duration"] for frame in found["frames"]) / SECOND
    expected = f"an animation of {epochs} seconds: one for each epoch, however many batches an epoch has"
    why = "A real epoch trains batch by batch. What is drawn is what the model says at the end of the epoch."
    seen = f"{seconds:g} seconds in {_frames(len(found['frames']))}"
    expect(abs(seconds - epochs) < 0.05, expected=expected, seen=seen, why=why)
    for epoch, drawing in _drawings(run, 1):
        told = []
        for number, title in zip_longest(drawing.numbers, drawing.titles):
            answers = [] if number is None else run.values["answers"][epoch][number]
            titles = [f"P:{answer}, T:{one['truth'][number]}" for answer in answers]
            told.append(title if title in titles else next(iter(titles), None))
        _expect_titles(drawing, told[: len(drawing.numbers)], epoch)
    _expect_frames(run, found, 1, one["path"])


def _count(one: dict[str, Any]) -> int:
    """Return how many samples a callback must show."""
    return min(int((DEFAULTS | one["options"])["n_samples"]), len(one["truth"]))


def _drawn_in(runs: Runs, name: str) -> Run:
    """Return a run of one fit; when its only fault is the end of training, the checks of the animation tell of it."""
    run = runs.partial(name)
    at_the_end = run.last_hook is not None and run.last_hook.hook == "on_train_end"
    return run if at_the_end else runs[name]


def _as_far_as_they_came(runs: Runs, *names: str) -> Iterator[Run]:
    """Yield the runs with what they showed before an exception ended them: other checks tell of that."""
    yield from (run for run in map(runs.partial, names) if "figures" in run.values)


def _epochs(run: Run, fits: int | None = None) -> Iterator[tuple[int, int]]:
    for number, fit in enumerate(run.fits):
        yield from ((number, epoch.index) for epoch in fit.epochs if fits in (None, number))


def _looks(run: Run, when: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """Yield each look at a figure with images, in an epoch of a fit."""
    for look in run.values["figures"]:
        if (look["fit"], look["epoch"]) == when and look["samples"]:
            yield look


def _drawings(run: Run, fit: int | None = None, *, insist: bool = True) -> Iterator[tuple[int, Drawing]]:
    """Yield (epoch, drawing) for each figure with images, as it was when there was most on it.

    Raises Unmet for an epoch without one, unless ``insist`` is False.
    """
    for when in _epochs(run, fit):
        best: dict[int, Drawing] = {}
        for look in _looks(run, when):
            new = Drawing(look["samples"], [text for text, _, _ in sorted(look["texts"], key=lambda one: one[2])])
            old = best.get(look["figure"])
            if old is None or len(new.samples) + len(new.texts) >= len(old.samples) + len(old.texts):
                best[look["figure"]] = new
        others = {one["figure"] for one in run.values["figures"] if (one["fit"], one["epoch"]) == when}
        expect(
            bool(best) or not insist,
            expected=f"a figure with images of samples at the end of epoch {when[1]}",
            seen=f"{len(others)} without any image" if others else "nothing was drawn",
            why="Each epoch gives one picture of what the model says at that moment.",
        )
        yield from ((when[1], drawing) for drawing in best.values())


def _expect_titles(drawing: Drawing, told: list[str | None], epoch: int) -> None:
    """Expect the title ``told`` above each image, from left to right; None where the image is none of the inputs."""
    others = [text for text in drawing.texts if not text.startswith("Epoch")]
    expected = f"in epoch {epoch} a title `P:..., T:...` for each of {len(told)} images"
    why = "The title tells what the model says now, and what is true."
    seen = f"{len(drawing.titles) or 'no'} such titles: {_quoted(drawing.titles or others)}"
    expect(len(drawing.titles) == len(told), expected=expected, seen=seen, why=why)
    for number, want, title in zip(drawing.numbers, told, drawing.titles, strict=True):
        expected = f"in epoch {epoch} the title `{want}` above input {number}"
        why = "P is the class with the largest output for this image, asked anew after each epoch; T is its own true class."
        expect(want in (None, title), expected=expected, seen=f"`{title}`", why=why)


def _called(run: Run) -> str:
    called = any(look["how"] == "shown" for look in run.values["figures"])
    return "`plt.show` was called" if called else "`plt.show` was called, if it was called at all"


def _animation(runs: Runs, run: Run, path: str) -> dict[str, Any]:
    """Return what lies at ``path`` after ``run``; raises Unmet when it is no GIF that can be read."""
    found: dict[str, Any] = runs[f"animation_of_{run.name}"].values["animations"][path]
    right, seen = found["problem"] is None and found["format"] == "GIF", f"a file of the kind {found['format']}"
    why = "The animation is what this callback is for. A GIF moves in every browser and on every slide."
    expect(right, expected=f"`{path}` is a GIF when training has ended", seen=found["problem"] or seen, why=why)
    return found


def _expect_frames(run: Run, found: dict[str, Any], fit: int, path: str) -> None:
    """Expect one frame for each epoch of a fit, in order, each as it was drawn."""
    epochs, frames = [epoch.index for epoch in run.fits[fit].epochs], found["frames"]
    asked = run.fits[fit].arguments["epochs"]
    stopped = f", as another callback stopped after {len(epochs)} of {asked}" if "last" in run.case["fits"][0] else ""
    expected = f"{_frames(len(epochs))} in {path}: one for each epoch that ran ({_listed(epochs)}{stopped})"
    why = "A frame for each epoch, whether it was shown or not, makes the animation run evenly."
    expect(len(frames) == len(epochs), expected=expected, seen=_frames(len(frames)), why=why)
    sizes = sorted({tuple(frame["size"]) for frame in frames})
    why = "A frame of another size is cut off, or leaves a rim of the one before."
    expected, seen = f"all frames of {path} in one size", " and ".join(f"{width} x {height}" for width, height in sizes)
    expect(len(sizes) == 1, expected=expected, seen=seen, why=why)
    for place, (frame, epoch) in enumerate(zip(frames, epochs, strict=True)):
        _expect_look(
            run, frame["look"], (fit, epoch), epochs, f"frame {place} of {path} is what was drawn in epoch {epoch}"
        )


def _expect_look(run: Run, look: str | None, when: tuple[int, int], epochs: list[int], expected: str) -> None:
    """Expect that a frame looks like the drawing of its epoch, and not like that of another one."""
    why = "Nothing is left to save of a figure that was closed, or that a window or a notebook has shown."
    if look is None:
        expect(False, expected=expected, seen="it is empty", why=why)
        return
    likeness = {epoch: _likeness(run, look, (when[0], epoch)) for epoch in epochs}
    best = max(epochs, key=lambda epoch: (likeness[epoch], epoch == when[1]))
    # Drawings differ in little more than a few digits. Where a frame is too coarse to tell them apart, it may pass.
    apart = 1 - max(_likeness(run, one, when) for one in _drawn(run, (when[0], best)) or [look])
    another = likeness[best] >= ALIKE and likeness[best] - likeness[when[1]] > apart / 3
    why = "The frames tell the story of the training from its first epoch to its last."
    expect(best == when[1] or not another, expected=expected, seen=f"it is that of epoch {best}", why=why)
    why = "The whole drawing belongs in the frame. A frame of another size than the first one is cut off, or leaves a rim."
    seen = "it looks otherwise, or only a part of it is there"
    expect(likeness[when[1]] >= ALIKE, expected=expected, seen=seen, why=why)


def _likeness(run: Run, look: str | None, when: tuple[int, int] | None, index: int = 0) -> float:
    """Return how much a frame looks like what callback ``index`` drew in an epoch (None: in any), from -1 to 1."""
    if look is None:
        return -1.0
    return max((_correlation(b64decode(look), b64decode(one)) for one in _drawn(run, when, index)), default=-1.0)


def _drawn(run: Run, when: tuple[int, int] | None, index: int = 0) -> list[str]:
    """Return what callback ``index`` drew in an epoch (None: in any)."""
    return sorted({one["look"] for one in run.values["figures"] if one["look"] and _belongs(run, one, when, index)})


def _belongs(run: Run, look: dict[str, Any], when: tuple[int, int] | None, index: int) -> bool:
    one = run.case["callbacks"][index]
    mine = range(one["first"], one["first"] + len(one["truth"]))
    if not any(sample["number"] in mine for sample in look["samples"]):
        return False
    if when is None or (look["fit"], look["epoch"]) == when:
        return True
    # A figure may be drawn in its epoch and made into a picture after the last one: its heading tells which it is.
    late = look["fit"] == when[0] and look["epoch"] is None
    return late and any(text == f"Epoch {when[1]}" for text, _, _ in look["texts"])


def _correlation(one: bytes, two: bytes) -> float:
    count, sum_one, sum_two = len(one), sum(one), sum(two)
    both = count * sum(map(mul, one, two)) - sum_one * sum_two
    spread = (count * sum(map(mul, one, one)) - sum_one**2) * (count * sum(map(mul, two, two)) - sum_two**2)
    return float(both / spread**0.5) if spread else -1.0


def _frames(count: int) -> str:
    return f"{count} frame{'s' * (count != 1)}"


def _quoted(texts: list[str]) -> str:
    return " and ".join(f"`{text[:60]}`" for text in texts[:4]) or "nothing like it"


def _listed(values: Any) -> str:
    shown = ["something else" if value is None else str(value) for value in values]
    return ", ".join(shown[:12]) + (", ..." if len(shown) > 12 else "") if shown else "none"
