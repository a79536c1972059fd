"""The kinds of things that evidence is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from types import UnionType
from typing import Any

Logs = dict[str, float]


def insist(*expected: tuple[Iterable[Any], type | UnionType]) -> None:
    """Raise TypeError unless all values of each pair are of its type: who found the key may write anything."""
    for values, kind in expected:
        for value in values:
            if not isinstance(value, kind):
                raise TypeError(f"{type(value).__name__} where {kind} belongs")


@dataclass(frozen=True)
class Raised:
    """An exception that left a scenario; ``line`` is the learner's, from 1, where one was involved."""

    type: str
    message: str
    line: int | None
    not_written: bool

    def __post_init__(self) -> None:
        insist(((self.type, self.message), str), ([self.line], int | None), ([self.not_written], bool))


@dataclass(frozen=True)
class Warned:
    """A warning that was shown."""

    category: str
    message: str
    line: int | None

    def __post_init__(self) -> None:
        insist(((self.category, self.message), str), ([self.line], int | None))


@dataclass(frozen=True)
class Hook:
    """One call of a hook, seen by the ``first`` or the ``last`` callback of the list.

    ``at`` is the epoch or batch, from 0; ``rate`` the learning rate at that moment.
    """

    probe: str
    hook: str
    at: int | None
    logs: Logs
    rate: float | None = None
    stop: bool | None = None
    weights: str | None = None

    def __post_init__(self) -> None:
        insist(((self.probe, self.hook), str), ([self.logs], dict), ([self.rate], float | int | None))


@dataclass
class Epoch:
    """One epoch that ended: what it trained with, what it measured, what was printed before the next one began.

    ``index`` counts from 0. ``logs`` is what Keras measured; ``logs_after`` what the learner's callbacks left of it.
    ``rate`` is what the epoch trained with, ``rate_after`` what the next one will train with. ``files`` holds the
    digest of each watched file at the end of the epoch, None where there was none; ``weights`` and ``weights_after``
    are digests before and after the learner's callbacks, where a scenario asked for them. ``ended`` tells whether the
    callbacks heard of its end.
    """

    index: int
    rate: float | None
    logs: Logs = field(default_factory=dict)
    logs_after: Logs = field(default_factory=dict)
    rate_after: float | None = None
    stop: bool = False
    weights: str | None = None
    weights_after: str | None = None
    printed: str = ""
    files: dict[str, str | None] = field(default_factory=dict)
    ended: bool = False

    @property
    def number(self) -> int:
        """Return the epoch as Keras prints it, from 1."""
        return self.index + 1


@dataclass
class Fit:
    """One call of ``fit``, real or scripted; ``history`` is None when it did not return."""

    scripted: bool
    arguments: dict[str, Any]
    epochs: list[Epoch] = field(default_factory=list)
    hooks: list[Hook] = field(default_factory=list)
    history: dict[str, list[float]] | None = None
    history_epochs: list[int] = field(default_factory=list)
    printed: str = ""

    def __post_init__(self) -> None:
        insist(([self.arguments], dict))

    @property
    def ended(self) -> bool:
        """Tell whether ``on_train_end`` reached the last callback."""
        return any(hook.probe == "last" and hook.hook == "on_train_end" for hook in self.hooks)

    @property
    def rates(self) -> list[float]:
        """Return the learning rate of each epoch, and the one after the last; 0 where none was recorded."""
        after = [self.epochs[-1].rate_after] if self.epochs else []
        return [rate or 0.0 for rate in (*(epoch.rate for epoch in self.epochs), *after)]

    def epochs_writing(self, file: str) -> list[int]:
        """Return the epochs, from 1, at whose end the watched ``file`` was new or had other content."""
        digests = [None, *(epoch.files.get(file) for epoch in self.epochs)]
        return [number for number, (old, new) in enumerate(pairwise(digests), start=1) if new not in (None, old)]
