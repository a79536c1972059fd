"""A stand-in for weights that Keras would download."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np


def test_an_application_is_filled(tmp_path: Path) -> None:
    """MobileNetV2 asks for a file by its name, and holds the drawn weights; weights of one's own are loaded as ever."""
    import keras

    from grader.child.pretrained import enliven, first_kernel, stand_in_weights

    def kernel(weights: str | None) -> Any:
        base = keras.applications.MobileNetV2((96, 96, 3), 0.35, include_top=False, weights=weights)
        if weights is None:
            base.save_weights(file)
        return np.asarray(base.get_layer("Conv1").kernel)

    file = tmp_path / "own.weights.h5"
    with stand_in_weights(partial(enliven, seed=3)) as asked:
        own, drawn, own_again = kernel(None), kernel("imagenet"), kernel(str(file))

    assert asked == ["mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_96_no_top.h5"]
    assert np.allclose(drawn, first_kernel(drawn.shape, seed=3))
    assert np.array_equal(own, own_again)


def test_signals_stay_alive() -> None:
    """The features of a network that was enlivened differ from image to image, those of a fresh one fade away."""
    import keras

    from grader.child.pretrained import enliven

    images = np.random.default_rng(0).uniform(-1, 1, (2, 32, 32, 3)).astype("float32")
    model = keras.applications.MobileNetV2((32, 32, 3), 0.35, include_top=False, weights=None)
    faded = np.asarray(model(images, training=False))
    enliven(model, seed=1)
    alive = np.asarray(model(images, training=False))

    assert np.ptp(faded, axis=0).max() < 1e-6
    assert 0.01 < alive.std() < 100
    assert np.ptp(alive, axis=0).max() > 0.01
