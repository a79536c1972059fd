"""Rates and values are rounded as Keras rounds them."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from grader.oracles.precision import single


@given(st.floats(-3.4e38, 3.4e38, allow_subnormal=False))
def test_single_is_what_numpy_calls_float32(value: float) -> None:
    """The nearest number of single precision, for any number in its range."""
    import numpy as np

    assert single(value) == float(np.float32(value))


def test_what_has_no_precision_stays() -> None:
    """Infinity and NaN stay what they are, and what is out of range becomes infinite."""
    assert (single(math.inf), single(1e39), math.isnan(single(math.nan))) == (math.inf, math.inf, True)
