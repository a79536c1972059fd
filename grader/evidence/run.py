"""One run of one scenario, put together from its events."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from grader.evidence.events import Epoch, Fit, Hook, Raised, Warned, insist
from grader.evidence.told import Told

Status = Literal["not_run", "finished", "raised", "killed", "crashed", "timeout"]


class NoSingleFit(LookupError):
    """A run called ``fit`` ``count`` times where one call was expected."""

    def __init__(self, count: int) -> None:
        super().__init__(f"fit was called {count} times")
        self.count = count


@dataclass
class Run:
    """What happened in one run: its fits in order, and everything around them.

    ``status`` starts as ``not_run`` and becomes ``finished`` only when the child said so, ``killed`` only when its case
    had planned that and the system has told of it; ``death`` is the moment, as the scenario names it. ``exit_code`` is
    that of a child that died in this run, ``stopped`` a sentence when that was not its own doing; ``folder`` is the
    run's working directory while the evidence is being collected. ``printed`` is what was written to standard output,
    ``output`` what was written to either stream.
    """

    name: str
    case: dict[str, Any]
    status: Status = "not_run"
    fits: list[Fit] = field(default_factory=list)
    printed: str = ""
    output: str = ""
    warnings: list[Warned] = field(default_factory=list)
    raised: Raised | None = None
    values: dict[str, Any] = field(default_factory=Told)
    last_hook: Hook | None = None
    begun: bool = False
    death: dict[str, Any] | None = None
    exit_code: int | None = None
    stopped: str = ""
    folder: Path | None = None

    @property
    def fit(self) -> Fit:
        """Return the only fit of a run that has one; raises NoSingleFit otherwise."""
        if len(self.fits) != 1:
            raise NoSingleFit(len(self.fits))
        return self.fits[0]

    def take(self, event: dict[str, Any]) -> None:
        """Add one event; raises KeyError, TypeError or ValueError when it is malformed."""
        kind = event.pop("event")
        handler = getattr(self, f"_take_{kind}", None)
        if handler is None:
            raise ValueError(f"unknown event {kind!r}")
        handler(**event)

    def _take_end(self, run: str) -> None:
        self.status = "raised" if self.raised else "finished"

    def _take_dying(self, moment: dict[str, Any]) -> None:
        if not self.case.get("dies"):
            raise ValueError(f"the run {self.name} was not to be killed")
        self.death = dict(moment)

    def _take_raised(self, **fields: Any) -> None:
        self.raised = Raised(**fields)

    def _take_warning(self, **fields: Any) -> None:
        self.warnings.append(Warned(**fields))

    def _take_value(self, name: str, value: Any) -> None:
        insist(([name], str))
        self.values[name] = value

    def _take_printed(self, stream: str, text: str) -> None:
        self.output += text
        if stream != "stdout":
            return
        self.printed += text
        if self.fits and self.fits[-1].history is None:
            self.fits[-1].printed += text
            if self.fits[-1].epochs:
                self.fits[-1].epochs[-1].printed += text

    def _take_file(self, path: str, digest: str | None, at: int) -> None:
        self._epoch().files[path] = digest

    def _take_fit(self, scripted: bool, arguments: dict[str, Any]) -> None:
        self.fits.append(Fit(scripted, arguments))

    def _take_fit_end(self, epochs: list[int], history: dict[str, list[float]]) -> None:
        fit = self.fits[-1]
        begun, ended = ([one.index for one in fit.epochs if one.ended or not whole] for whole in (False, True))
        if not begun == ended == epochs:
            raise ValueError(f"the epochs {begun} began, {ended} ended, and the history tells of {epochs}")
        insist(([history], dict), (history.values(), list))
        fit.history_epochs, fit.history = epochs, history

    def _take_hook(self, **fields: Any) -> None:
        hook = self.last_hook = Hook(**fields)
        if not self.fits:
            return  # a hook of evaluate or predict outside any fit
        self.fits[-1].hooks.append(hook)
        if hook.hook == "on_epoch_begin":
            self.fits[-1].epochs.append(Epoch(int(fields["at"]), hook.rate))
        elif hook.hook == "on_epoch_end":
            _end_epoch(self._epoch(), hook)

    def _epoch(self) -> Epoch:
        if not self.fits or not self.fits[-1].epochs:
            raise ValueError("an epoch ended that never began")
        return self.fits[-1].epochs[-1]


def _end_epoch(epoch: Epoch, hook: Hook) -> None:
    if epoch.index != hook.at:
        raise ValueError(f"epoch {hook.at} ended inside epoch {epoch.index}")
    if hook.probe == "first":
        epoch.logs, epoch.weights, epoch.ended = hook.logs, hook.weights, True
        # A scheduler may set the rate after the first probe's on_epoch_begin: the end knows what was trained with.
        epoch.rate = hook.rate
    else:
        epoch.logs_after, epoch.rate_after, epoch.stop = hook.logs, hook.rate, bool(hook.stop)
        epoch.weights_after = hook.weights
