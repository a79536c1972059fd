"""Steps of scalars and histograms in event files."""

from __future__ import annotations

from pathlib import Path


def test_steps_are_sorted_by_folder_and_kind(tmp_path: Path) -> None:
    """Each folder with event files lists the steps of its scalars and of its histograms."""
    import tensorflow as tf

    from grader.child.event_files import steps_below

    for folder, steps in (("logs/train", (1, 0)), ("logs/validation", (4,))):
        with tf.summary.create_file_writer(str(tmp_path / folder)).as_default():
            for step in steps:
                tf.summary.scalar("loss", 0.5, step=step)
            if folder.endswith("train"):
                tf.summary.histogram("kernel", [1.0, 2.0], step=7)

    assert steps_below(tmp_path) == {
        "logs/train": {"scalars": [0, 1], "histograms": [7]},
        "logs/validation": {"scalars": [4], "histograms": []},
    }


def test_the_callback_of_keras_is_read(tmp_path: Path) -> None:
    """What `TensorBoard` writes with and without histograms is told apart."""
    import keras
    import numpy as np

    from grader.child.event_files import steps_below
    from grader.child.tiny import tiny_model

    for name, often in (("with", 1), ("without", 0)):
        logs = keras.callbacks.TensorBoard(str(tmp_path / name), histogram_freq=often)
        tiny_model().fit(np.zeros((2, 2)), np.zeros(2), epochs=2, callbacks=[logs], verbose=0)

    steps = steps_below(tmp_path)
    assert steps["with/train"]["histograms"] == [0, 1]
    assert steps["without/train"]["histograms"] == []
    assert steps["without/train"]["scalars"][:2] == [0, 1]
