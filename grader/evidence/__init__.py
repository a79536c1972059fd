"""What a child saw, as plain data."""

from __future__ import annotations

from grader.evidence.events import Epoch, Fit, Hook, Logs, Raised, Warned, insist
from grader.evidence.evidence import Evidence, Loaded
from grader.evidence.run import NoSingleFit, Run

__all__ = ["Epoch", "Evidence", "Fit", "Hook", "Loaded", "Logs", "NoSingleFit", "Raised", "Run", "Warned", "insist"]
