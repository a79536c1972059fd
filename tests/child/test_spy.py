"""A model that notes which images it was trained and validated on."""

from __future__ import annotations

from pathlib import Path

import numpy as np

CURVE = [{"loss": 1.0, "accuracy": 0.5, "val_loss": 1.0, "val_accuracy": 0.5}]


def test_numbers_survive_scaling_and_not_mixing() -> None:
    """The number of an image is read back after scaling, and a mixture of two images has none."""
    from grader.child.spy import numbered_images, numbers_of

    images = numbered_images(300)

    assert numbers_of(images * 0.5 - 3) == list(range(300))
    assert numbers_of((images[1:2] + images[2:3]) / 2) == [-1]


def test_every_image_is_seen_where_it_was_used() -> None:
    """An epoch lists the images that it trained on and those that it validated on, each with its label."""
    from grader.child.spy import numbered_images, spy_model

    images, labels = numbered_images(20), np.arange(20) % 4
    model = spy_model(CURVE)

    history = model.fit(
        images[:15],
        labels[:15],
        validation_data=(images[15:], labels[15:]),
        batch_size=4,
        callbacks=[model.script],
        verbose=0,
    )

    (epoch,) = model.script.seen
    assert sorted(epoch["trained"]) == list(range(15))
    assert epoch["trained_labels"] == [number % 4 for number in epoch["trained"]]
    assert epoch["validated"] == list(range(15, 20))
    assert epoch["batches"] == [4, 4, 4, 3]
    assert history.history["val_accuracy"] == [0.5]


def test_enough_is_enough() -> None:
    """A training that asks for many epochs is ended when everything has been seen."""
    from grader.child.spy import numbered_images, spy_model

    model = spy_model(CURVE, enough=2)
    history = model.fit(numbered_images(4), np.arange(4), epochs=50, callbacks=[model.script], verbose=0)

    assert history.epoch == [0, 1]


def test_a_reloaded_model_measures_nothing(tmp_path: Path) -> None:
    """A saved model is loaded without its script and can be evaluated, with a loss of 0."""
    import keras

    from grader.child.spy import numbered_images, spy_model

    spy_model(CURVE).save(tmp_path / "spy.keras")
    reloaded = keras.models.load_model(tmp_path / "spy.keras")

    assert reloaded.evaluate(numbered_images(4), np.arange(4), verbose=0, return_dict=True) == {
        "accuracy": 0,
        "loss": 0,
    }
