"""What the rules say of one training, epoch by epoch: what its picture shows beside what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from grader.oracles.improvement import History


@dataclass(frozen=True)
class Foreseen:
    """What oracles say of one training, whose epochs count from 1; None where nothing is said about a thing.

    ``history`` are the logs that they were asked about; ``watched`` is the value that decides, by the name it has in the
    logs, unless ``values`` holds it for each epoch; ``limit`` is what it is compared with. ``last`` is the epoch with
    which training ends. ``saved`` and ``reduced`` are the epochs after which that happens, ``rates`` what each epoch
    trains with, ``kept`` the epoch whose weights the model ends with, ``printed`` the lines of each epoch (None where
    they are not judged), ``rows`` the epochs that leave a row in a file. ``seen`` is what happened as a suite knows it
    and no event tells: ``kept`` or ``rows``.
    """

    history: History = ()
    watched: str = ""
    values: Sequence[float | None] | None = None
    limit: float | None = None
    last: int | None = None
    saved: Sequence[int] | None = None
    reduced: Sequence[int] | None = None
    rates: Sequence[float] | None = None
    kept: int | None = None
    printed: Sequence[Sequence[str] | None] | None = None
    rows: Sequence[int] | None = None
    seen: Mapping[str, Sequence[int]] = field(default_factory=dict)
