"""How a recording was made: the first line of every recorded file."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path


def how_made(script: Path, arguments: Sequence[str] = ()) -> str:
    """Return one sentence with the script, the versions, the data, and a digest that changes with the script."""
    place = " ".join(["/".join(script.parts[-4:]), *arguments])
    return (
        f"Recorded with `make record` from {place} ({digest(script)}), Keras {version('keras')}, "
        f"TensorFlow {version('tensorflow')}, Python {platform.python_version()}, CPU, on drawn stand-in data."
    )


def digest(script: Path) -> str:
    """Return eight hexadecimal digits that stand for the text of ``script``."""
    text = script.read_text(encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()[:8]
