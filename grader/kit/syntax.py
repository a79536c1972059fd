"""Syntax trees, built by one thread at a time.

CPython counts the depth of a tree under construction for all threads together (gh-106905, still open to a race
in 3.11.7): where the garbage collector lets another thread in, `ast.parse` fails with SystemError.
"""

from __future__ import annotations

import ast
import threading

ALONE = threading.RLock()


def parse(source: str) -> ast.Module:
    """Return the syntax tree of ``source``; raises SyntaxError."""
    with ALONE:
        return ast.parse(source)
