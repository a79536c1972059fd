"""What callbacks announced while a model was trained, in the words of Keras; epochs count from 1."""

from __future__ import annotations

import re

from grader.evidence import Fit

_SAVE = r"Epoch (\d+): (?!finished).*saving model to .*{file}"
_REDUCTION = re.compile(r"Epoch (\d+): ReduceLROnPlateau reducing learning rate to ([0-9][0-9.eE+-]*?)\.?(?=\s|$)")
_STOP = re.compile(r"Epoch (\d+): early stopping")


def saves_announced(fit: Fit, file: str) -> list[int]:
    """Return the epochs after which saving a model to ``file``, in any folder, was announced."""
    return [int(epoch) for epoch in re.findall(_SAVE.format(file=re.escape(file)), fit.printed)]


def reductions_announced(fit: Fit) -> list[tuple[int, float]]:
    """Return the epochs after which a reduction of the rate was announced, each with the new rate."""
    return [(int(epoch), float(rate)) for epoch, rate in _REDUCTION.findall(fit.printed)]


def stops_announced(fit: Fit) -> list[int]:
    """Return the epochs after which early stopping was announced."""
    return [int(epoch) for epoch in _STOP.findall(fit.printed)]
