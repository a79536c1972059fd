"""Records of a child as mappings that know the difference between a missing record and a mistake of the suite."""

from __future__ import annotations

from typing import Any


class NotTold(KeyError):
    """Something was looked up in evidence that the child did not tell; ``name`` says what."""

    def __init__(self, name: object) -> None:
        super().__init__(name)
        self.name = name


class Told(dict[str, Any]):
    """A JSON object that a child told; looking up what it lacks raises NotTold."""

    def __missing__(self, name: object) -> Any:
        """Raise NotTold."""
        raise NotTold(name)
