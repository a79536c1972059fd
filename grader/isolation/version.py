"""Which server fits which client: the interpreter, what it imports, the code of the child."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sys
from pathlib import Path

import grader
from grader.isolation.environment import GPU_VARIABLES

_IMPORTED = ("keras", "tensorflow", "tensorflow-datasets", "tensorboard", "numpy", "matplotlib", "pillow")


def server_version() -> str:
    """Return a digest that changes whenever a server started now would be another one than before."""
    code = sorted((Path(grader.__file__).parent / "child").glob("*.py"))
    files = [(file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in code]
    return _digest(sys.version, [_version(name) for name in _IMPORTED], files)


def place_key() -> str:
    """Return what tells servers apart that are used side by side: environment, copy of the kit, libraries of the GPU."""
    return _digest(sys.prefix, grader.__file__, [os.environ.get(name) for name in GPU_VARIABLES])


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "none"


def _digest(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()
