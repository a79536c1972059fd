"""What it takes to start a child; the forked and the fresh launcher both do it, and tests bring their own."""

from __future__ import annotations

from typing import Any, BinaryIO, Protocol


class Child(Protocol):
    """A started child."""

    @property
    def evidence(self) -> BinaryIO:
        """Return the stream of evidence; it ends when every process that holds it has ended."""

    def end(self) -> int | None:
        """Kill what is left of the child's process group and return its exit code, negative for a signal.

        None when the code could not be learnt.
        """


class Launcher(Protocol):
    """Starts children."""

    name: str

    def start(self, request: dict[str, Any]) -> Child:
        """Start a child on ``request``; raises KitError when no child can be started."""

    def close(self) -> None:
        """End what is left of the launcher and of its children."""
