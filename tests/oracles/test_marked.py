"""What the classifier of the child measures, held against Keras."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from grader.oracles import marked

POINTS, LABELS = [-2.4, -1.9, -1.4, -1.2, -1.04, -0.5], [0, 1, 0, 1, 0, 0]


@pytest.mark.parametrize("marker", [1, 2, 7, 20])
def test_the_oracle_knows_what_keras_measures(marker: int, tmp_path: Path) -> None:
    """Accuracy and loss are those of the model, and of the model that was saved and loaded again."""
    import keras

    from grader.child.marked import Turns, marked_model
    from grader.child.tiny import set_marker

    model = marked_model(Turns([[]]), 0)
    set_marker(model, marker)
    model.save(tmp_path / "model.keras")
    x, y = np.array(POINTS, "float32")[:, None], np.array(LABELS)

    for one in (model, keras.models.load_model(tmp_path / "model.keras")):
        seen = one.evaluate(x, y, verbose=0, return_dict=True)
        assert seen["accuracy"] == pytest.approx(marked(marker, POINTS, LABELS).accuracy)
        assert seen["loss"] == pytest.approx(marked(marker, POINTS, LABELS).loss, rel=1e-5)


def test_the_marker_decides() -> None:
    """A point is of class 0 where it is above -1 - 1/m: with a higher marker more of them are not."""
    points = [-1.75, -1.4, -1.2]

    assert [marked(marker, points, [0, 0, 0]).accuracy for marker in (1, 2, 3)] == [1, pytest.approx(2 / 3), 1 / 3]
