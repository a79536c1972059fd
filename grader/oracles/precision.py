"""The single precision in which Keras compares values and holds rates."""

from __future__ import annotations

import struct


def single(value: float) -> float:
    """Return ``value`` rounded to single precision; what is beyond its range becomes infinite.

    Keras refuses to compare such values (ValueError), so no oracle is held against them.
    """
    rounded: float = struct.unpack("f", struct.pack("f", value))[0]
    return rounded
