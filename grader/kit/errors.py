"""The errors of the kit: sentences for a person, never a traceback.

KitError              the command or the kit is at fault (exit code 2)
└── SubmissionError   the submission cannot be graded at all (status ``invalid``)
"""

from __future__ import annotations


class KitError(Exception):
    """Something a person can mend: what happened, what was received, what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class SubmissionError(KitError):
    """The submission cannot be read, parsed or imported; ``line`` is the learner's, from 1.

    ``digest`` is that of the content that was read; "" where nothing was.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.digest = ""
