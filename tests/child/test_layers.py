"""What single layers of a model are given, and give."""

from __future__ import annotations

from typing import Any

import numpy as np


def _nested() -> Any:
    import keras

    inner = keras.Sequential([keras.Input((2,)), keras.layers.Rescaling(10.0, name="ten"), keras.layers.Dropout(0.5)])
    return keras.Sequential([keras.Input((2,)), keras.layers.Rescaling(2.0), inner, keras.layers.Rescaling(1.0)])


def test_a_layer_is_found_inside_another_model() -> None:
    """Names are looked up at every depth; an unknown one gives None."""
    from grader.child.layers import layer_named

    assert layer_named(_nested(), "ten").scale == 10
    assert layer_named(_nested(), "eleven") is None


def test_what_a_layer_is_given_is_seen_and_the_rest_is_not_computed() -> None:
    """The inputs of the layer are returned, later layers are not called, and the model works as before afterwards."""
    from grader.child.layers import given_to, layer_named

    model, x = _nested(), np.ones((1, 2), "float32")
    called: list[Any] = []
    model.layers[-1].call = called.append

    assert given_to(layer_named(model, "ten"), model, x).tolist() == [[2, 2]]
    assert called == []
    del model.layers[-1].call
    assert np.asarray(model(x, training=False)).tolist() == [[20, 20]]


def test_a_layer_that_is_not_called_is_given_nothing() -> None:
    """A layer of another model gives None."""
    from grader.child.layers import given_to, layer_named

    assert given_to(layer_named(_nested(), "ten"), _nested(), np.ones((1, 2), "float32")) is None


def test_layers_are_seen_in_both_modes() -> None:
    """Outputs, and what each layer was given and gave, are those of the mode that was asked for."""
    from grader.child.layers import seen_by

    model, x = _nested(), np.ones((1, 2), "float32")
    drop = model.layers[1].layers[-1]

    outputs, seen = seen_by([drop], model, x, training=False)
    _, in_training = seen_by([drop], model, x, training=True)

    assert outputs.tolist() == [[20, 20]]
    assert [part.tolist() for part in seen[drop.name]] == [[[20, 20]], [[20, 20]]]
    assert set(in_training[drop.name][1].reshape(-1).tolist()) <= {0.0, 40.0}
