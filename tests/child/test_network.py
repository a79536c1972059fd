"""The steps of a model, however it was written."""

from __future__ import annotations

from typing import Any

SHAPE = (20, 16, 3)


def test_layers_that_compute_nothing_new_are_left_out() -> None:
    """Convolutions, poolings and dense layers are listed in order with their sizes; scaling and dropout are not."""
    import keras

    from grader.child.network import steps_of

    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input(SHAPE),
            layers.Rescaling(1 / 255),
            layers.Conv2D(4, 3, activation="relu"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(),
            layers.Conv2D(8, 5, padding="same"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(6, activation="relu"),
            layers.Dense(2),
            layers.Softmax(),
        ]
    )

    assert [(one["kind"], one["size"]) for one in steps_of(model, SHAPE)] == [
        ("Conv2D", 4),
        ("max pooling", None),
        ("Conv2D", 8),
        ("average pooling", None),
        ("Dense", 6),
        ("Dense", 2),
    ]
    assert [one["into"] for one in steps_of(model, SHAPE)] == [960, 1008, 252, 504, 96, 6]
    assert [one["out"] for one in steps_of(model, SHAPE)] == [1008, 252, 504, 96, 6, 2]


def test_a_subclass_shows_its_steps_too() -> None:
    """A shared pooling layer counts each time, also inside a function that TensorFlow would call as one."""
    import keras
    import tensorflow as tf

    from grader.child.network import steps_of

    class Net(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.head = keras.layers.Dense(2)
            self.pool = keras.layers.MaxPooling2D()
            self.filters = [keras.layers.Conv2D(count, 3) for count in (3, 5)]

        @tf.function
        def call(self, x: Any) -> Any:
            for one in self.filters:
                x = self.pool(one(x))
            return self.head(keras.ops.reshape(x, (x.shape[0], -1)))

    kinds = [one["kind"] for one in steps_of(Net(), SHAPE)]

    assert kinds == ["Conv2D", "max pooling", "Conv2D", "max pooling", "Dense"]
    assert not tf.config.functions_run_eagerly()


def test_a_model_made_for_other_images_is_refused() -> None:
    """Images of a shape that the model does not take raise what Keras raises."""
    import keras
    import pytest

    from grader.child.network import steps_of

    model = keras.Sequential([keras.Input(SHAPE), keras.layers.Conv2D(4, 3)])

    with pytest.raises(ValueError, match="incompatible"):
        steps_of(model, (20, 16, 1))
