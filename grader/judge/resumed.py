"""Trainings that were killed and called again: which epoch may come next, with what, and which epochs count in the end."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from math import inf
from typing import Any

from grader.judge.expect import Unmet, expect


@dataclass(frozen=True)
class Execution:
    """One time that an epoch was trained; ``ended`` is None where it was cut, else digests as ``begun`` holds them."""

    epoch: int
    begun: dict[str, str]
    ended: dict[str, str] | None
    logs: dict[str, float]
    rows: int = 0
    foreign: int = 0


@dataclass(frozen=True)
class Call:
    """One call: for how many epochs, what it trained, and the moment at which it was killed, as ``course`` names it."""

    asked: int
    executions: Sequence[Execution]
    death: dict[str, Any] | None = None

    @classmethod
    def of(cls, asked: int, executions: Any, death: dict[str, Any] | None) -> Call:
        """Return the call that the evidence tells of."""
        return cls(asked, [Execution(**one) for one in executions], death)


@dataclass
class Story:
    """What is known of one directory while calls follow each other.

    ``counting`` holds the latest execution of each epoch, ``ended`` every execution that came to its end. ``next`` are
    the epochs with which the next call may begin: two of them where the kill came while an epoch was being saved.
    ``told`` says in words what came last, ``kill`` when the last kill came.
    """

    next: tuple[int, ...] = (0,)
    counting: dict[int, Execution] = field(default_factory=dict)
    ended: list[Execution] = field(default_factory=list)
    told: str = "nothing was trained before"
    kill: str = ""
    calls: int = 0

    def take(self, call: Call) -> None:
        """Go on with ``call``, whatever it did."""
        for one in call.executions:
            if one.ended:
                self.counting[one.epoch] = one
                self.ended.append(one)
        self.calls += 1
        self._go_on(call.death, call.asked)

    def after(self, call: Call) -> Story:
        """Return what is known after ``call``; this story stays as it is."""
        story = deepcopy(self)
        story.take(call)
        return story

    def expect_epochs(self, call: Call) -> None:
        """Raise Unmet unless ``call``, which comes next, trains the epochs that are missing, each once and in order."""
        seen = [one.epoch for one in call.executions]
        died = call.death is not None
        wanted = [list(range(first, call.asked)) for first in self.next]
        right = any(seen == (one[: len(seen)] if died else one) for one in wanted)
        first = " or ".join(str(one) for one in self.next)
        missing = f"trains from epoch {first} on, up to epoch {call.asked - 1}"
        rest = missing if self.next[0] < call.asked else "trains nothing: all epochs are completed"
        expected = f"call {self.calls + 1} {rest} ({self.told})"
        expect(right, expected=expected, seen=f"it trained {_listed(seen)}", why=self._why(seen))

    def expect_state(self, call: Call, part: str) -> None:
        """Raise Unmet unless each epoch of ``call`` begins with the ``part`` of the model that the one before ended with."""
        before, name = self.counting, "weights" if part == "weights" else "optimizer state"
        why = "A training goes on only where it has stopped; from anywhere else it is another training."
        for one in call.executions:
            last, due = before.get(one.epoch - 1), max(one.epoch, self.next[0])
            expected = f"epoch {due} begins with the {name} that epoch {due - 1} ended with ({self.told})"
            expect(due == 0 or one.epoch > 0, expected=expected, seen="epoch 0 came, with a new model", why=why)
            if last and last.ended:
                right = one.begun[part] == last.ended[part]
                expect(right, expected=expected, seen=self._origin(one.begun[part], part), why=why)
            before = before | {one.epoch: one}

    def best(self) -> Execution:
        """Return the execution that counts with the lowest val_loss."""
        return min(self.counting.values(), key=_val_loss)

    def expect_best(self, digest: str | None, problem: str | None, where: str) -> None:
        """Raise Unmet unless the weights with ``digest`` are those of an epoch as good as any that counts."""
        best = self.best()
        expected = f"{where} holds the model of epoch {best.epoch} (val_loss {_val_loss(best):.4g}, the lowest)"
        why = "The best model is what a long training is for: no interruption may cost it."
        if problem or digest is None:
            raise Unmet(f"{expected} ({self.told})", problem or "nothing", why)
        held = next((one for one in reversed(self.ended) if one.ended and one.ended["weights"] == digest), None)
        seen = f"that of epoch {held.epoch} (val_loss {_val_loss(held):.4g})" if held else "weights of no epoch"
        right = held is not None and _val_loss(held) <= _val_loss(best)
        expect(right, expected=f"{expected} ({self.told})", seen=seen, why=why)

    def _go_on(self, death: dict[str, Any] | None, asked: int) -> None:
        if death is None:
            self.next = (max(asked, *self.next),)
            self.told = (
                f"{self.kill}, and called again for {asked} epochs" if self.kill else f"one call, for {asked} epochs"
            )
            return
        self._be_killed(death)
        self.kill = self.told

    def _be_killed(self, death: dict[str, Any]) -> None:
        if "resuming" in death:
            self.told = f"{self.told}; killed again when {death['change']}"
        elif "saving" in death and not death.get("exhausted"):
            self.next = (death["epoch"], death["epoch"] + 1)
            self.told = f"killed after epoch {death['epoch']}, when {death['change']}"
        elif "saving" in death:
            self.next = (death["epoch"] + 1,)
            self.told = f"killed when epoch {death['epoch']} was done, and all that belongs to it"
        elif death["batch"] == 0:
            self.next = (death["epoch"],)
            self.told = f"killed when epoch {death['epoch'] - 1} was done and epoch {death['epoch']} was about to begin"
        else:
            self.next = (death["epoch"],)
            self.told = f"killed in the middle of epoch {death['epoch']}"

    def _why(self, seen: list[int]) -> str:
        if len(set(seen)) < len(seen):
            return "Each epoch is trained once."
        if not seen:
            return "What was asked for is not done yet."
        if seen[0] < self.next[0]:
            return "What is completed and on disk is never trained again: that is all that a restart has to save."
        if seen[0] > self.next[-1]:
            return "An epoch that was cut off has not been trained: it comes again."
        return "A call trains what is missing, and then it is done."

    def _origin(self, digest: str, part: str) -> str:
        found = next((one for one in reversed(self.ended) if one.ended and one.ended[part] == digest), None)
        return f"those that epoch {found.epoch} ended with" if found else "others, with which no epoch ended"


def _val_loss(one: Execution) -> float:
    """Return what the epoch measured, infinity where nobody validated it."""
    return one.logs.get("val_loss", inf)


def _listed(epochs: list[int]) -> str:
    if not epochs:
        return "nothing"
    return f"the epochs {', '.join(map(str, epochs))}" if len(epochs) > 1 else f"epoch {epochs[0]}"
