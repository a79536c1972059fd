"""The submission inside the child: imported fresh, its names described."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.child.failure import NotWritten

MODULE = "exercise"


class Submission:
    """The learner's module; a name that it lacks raises NotWritten."""

    def __init__(self, module: ModuleType | None) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        try:
            return getattr(self._module, name)
        except AttributeError:
            raise NotWritten(f"`{name}` is not written yet") from None


def load(source: str, file: Path) -> ModuleType:
    """Write ``source`` to ``file``, unless it is there, and import it; whatever it raises goes on to the caller."""
    if not file.exists():
        file.write_text(source, encoding="utf-8")
    return load_file(file, MODULE)


def anew(submission: Submission) -> Submission:
    """Return ``submission`` imported once more: its module remembers nothing, as in a new process."""
    return Submission(load_file(Path(submission.__file__), MODULE))


def load_file(file: Path, name: str) -> ModuleType:
    """Import ``file`` under ``name`` without touching the search path."""
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec and spec.loader, f"{file} is no Python file"
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def describe_names(module: ModuleType, names: list[str]) -> dict[str, Any]:
    """Return kind and parameters of each of ``names`` that ``module`` has."""
    return {name: _describe(getattr(module, name)) for name in names if hasattr(module, name)}


def _describe(thing: object) -> dict[str, Any]:
    kind = "class" if inspect.isclass(thing) else "function" if callable(thing) else "value"
    return {"kind": kind, "parameters": _parameters(thing)}


def _parameters(thing: object) -> list[dict[str, Any]] | None:
    """Return name, kind and optionality of each parameter, or None where Python cannot tell."""
    if not callable(thing):
        return None
    try:
        parameters = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):
        return None
    return [{"name": one.name, "kind": one.kind.name, "optional": one.default is not one.empty} for one in parameters]
