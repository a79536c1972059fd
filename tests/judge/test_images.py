"""Expectations about the images that a model was shown."""

from __future__ import annotations

import pytest

from grader.evidence import Run
from grader.judge import Unmet
from grader.judge.images import difference, expect_shown, images_shown


def _run(*epochs: dict[str, list[int]]) -> Run:
    return Run("one", {}, values={"seen": list(epochs)})


def test_the_images_may_come_in_any_order() -> None:
    """Every epoch is compared as a set, and those of each part apart."""
    run = _run({"trained": [2, 0, 1], "validated": [3]}, {"trained": [1, 2, 0], "validated": [3]})

    expect_shown(run, "trained", range(3), "why")
    expect_shown(run, "validated", [3], "why")


def test_the_first_epoch_with_other_images_is_named() -> None:
    """What is missing, what does not belong there and what came twice is counted."""
    run = _run({"trained": [0, 1, 2]}, {"trained": [0, 0, 7]})

    with pytest.raises(
        Unmet, match=r"in epoch 2 .* `train_ds`\nseen: 3 images .*: 2 are missing, 1 are others, 1 twice"
    ):
        expect_shown(run, "trained", range(3), "why")


def test_a_model_that_was_never_trained_is_told() -> None:
    """No epoch at all is no reason to be content."""
    with pytest.raises(Unmet, match="no epoch"):
        images_shown(_run())


def test_equal_images_do_not_differ() -> None:
    """The words count zero of everything."""
    assert difference([1, 0], range(2)) == "2 images were shown: 0 are missing, 0 are others, 0 twice"
