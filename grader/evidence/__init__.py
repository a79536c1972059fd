"""What a child saw, as plain data."""

from __future__ import annotations

from grader.evidence.events import Epoch, Fit, Hook, Logs, Raised, Warned, insist
from grader.evidence.evidence import Evidence, Loaded
from grader.evidence.run import NoSingleFit, Run
from grader.evidence.told import NotTold, Told

__all__ = [
    "Epoch",
    "Evidence",
    "Fit",
    "Hook",
    "Loaded",
    "Logs",
    "NoSingleFit",
    "NotTold",
    "Raised",
    "Run",
    "Told",
    "Warned",
    "insist",
]
