"""What happened in a fit, from its events alone."""

from __future__ import annotations

import math

from grader.evidence import Raised
from grader.picture.observe import LONGEST_LINE, MOST_EPOCHS, MOST_LINES, observe
from grader.picture.timeline import Timeline
from tests.picture.made import run_of


def _marks(timeline: Timeline, kind: str) -> list[int]:
    return [mark.epoch for mark in timeline.happened if mark.kind == kind]


def test_curves_and_rates_are_those_of_the_epochs() -> None:
    """Each curve has a value for each epoch, in the order of the epochs."""
    run = run_of([1.0, math.nan, 0.5], rates=[0.1, 0.1, 0.05, 0.05])
    timeline = observe(run, run.fit)

    assert timeline.curves == {"loss": [0.5] * 3, "val_loss": [1.0, "nan", 0.5]}
    assert timeline.rates == [0.1, 0.1, 0.05]
    assert [*timeline.numbers] == [1, 2, 3]


def test_the_rate_falls_and_rises_after_an_epoch() -> None:
    """The mark stands at the epoch that came before the other rate, the last one included."""
    run = run_of([1.0] * 4, rates=[0.1, 0.05, 0.05, 0.2, 0.1])
    timeline = observe(run, run.fit)

    assert (_marks(timeline, "reduced"), _marks(timeline, "raised")) == ([1, 4], [3])


def test_a_file_is_saved_when_its_content_is_new() -> None:
    """The same content again is no save."""
    run = run_of([1.0] * 4, files=[None, "a", "a", "b"])

    assert _marks(observe(run, run.fit), "saved") == [2, 4]


def test_an_early_end_says_how_early() -> None:
    """The mark tells how many epochs were asked for; a training that went on to its end says that."""
    early, whole = run_of([1.0] * 3, asked=9), run_of([1.0] * 3)

    assert [mark.text for run in (early, whole) for mark in observe(run, run.fit).happened] == [
        "training ends after epoch 3 of 9",
        "training ends after epoch 3, its last one",
    ]


def test_a_training_that_never_ended_breaks_off() -> None:
    """An exception, a crash and a hang are told where they came; a planned death is none of them."""
    raised = run_of(ends=False, status="raised")
    raised.raised = Raised("ValueError", "no", 3, False)
    others = [run_of(ends=False, status=status) for status in ("timeout", "crashed", "killed")]

    assert [[mark.text for mark in observe(run, run.fit).happened] for run in (raised, *others)] == [
        ["ValueError was raised"],
        ["it hung, and was stopped"],
        ["the process ended"],
        [],
    ]


def test_printed_lines_without_bars_and_without_end() -> None:
    """Progress bars, colours and floods of text do not reach the picture; what is left out is said."""
    bar = "Epoch 1/5\n 1/3 ━━━━━ 0s 6ms/step - loss: 0.8700\n\x1b[31mhello\x1b[0m\n"
    run = run_of([1.0, 1.0], printed=[bar, "x" * 5000 + "\n" + "line\n" * 10_000])
    first, second = observe(run, run.fit).printed

    assert first == ["hello"]
    assert len(second) == MOST_LINES + 1
    assert max(map(len, second)) == LONGEST_LINE
    assert second[-1] == f"({10_001 - MOST_LINES} more lines)"


def test_restored_weights_are_read_from_what_keras_says() -> None:
    """The words of EarlyStopping tell the epoch, which a flood of digits cannot forge into a huge number."""
    words = "Restoring model weights from the end of the best epoch: {}.\n"
    run = run_of([1.0] * 3, printed=["", "", words.format(2) + words.format("9" * 400)])

    assert 2 in _marks(observe(run, run.fit), "kept")
    assert max(_marks(observe(run, run.fit), "kept")) < 10**6


def test_strange_evidence_is_no_trouble() -> None:
    """Logs that hold no numbers, thousands of epochs, an absurd number of epochs asked for: something small comes out."""
    run = run_of(["text", None, [1]] * 200)
    run.fit.arguments["epochs"] = "many"
    timeline = observe(run, run.fit)

    assert timeline.ran == MOST_EPOCHS
    assert list(timeline.curves) == ["loss"]
