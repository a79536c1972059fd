"""The least that a cold pytest process can do which grades Keras callbacks: import TensorFlow, and check nothing.

Named so that no ordinary run of pytest collects it.
"""

from __future__ import annotations


def test_tensorflow_is_there() -> None:
    """TensorFlow and Keras can be imported."""
    import keras
    import tensorflow

    assert keras.__version__
    assert tensorflow.__version__
