"""A run for the learner's own eyes: the request comes from a file, the terminal stays theirs, evidence goes nowhere.

Run as ``python -m grader.child.live REQUEST.json``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Run the request with the standard streams of this process."""
    from grader.child.session import run_request

    run_request(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), os.open(os.devnull, os.O_WRONLY))


if __name__ == "__main__":
    main()
