"""What should have happened beside what happened, and the first difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isclose

from grader.oracles import Foreseen
from grader.picture.timeline import Difference, Mark, Timeline, plain, shown

# What explains most, where several things differ at the same epoch.
_WEIGHT = ("ended", "rate", "reduced", "raised", "saved", "row", "printed", "kept")
_NOTHING = {
    "saved": "nothing is saved",
    "reduced": "the rate stays as it is",
    "raised": "the rate stays as it is",
    "row": "the row is not there",
    "printed": "nothing is printed",
    "kept": "other weights are kept",
    "ended": "training goes on",
}


def compare(timeline: Timeline, foreseen: Foreseen) -> None:
    """Add to ``timeline`` what the oracles have foreseen, and the first epoch that differs."""
    timeline.last, timeline.watched, timeline.limit = foreseen.last, foreseen.watched, plain(foreseen.limit)
    timeline.foreseen_rates = [plain(rate) for rate in foreseen.rates or ()]
    timeline.foreseen = list(_marks(timeline, foreseen))
    timeline.judged = [kind for kind, said in _said(foreseen).items() if said is not None]
    for name, kind in (("kept", "kept"), ("rows", "row")):
        timeline.happened += [Mark(kind, epoch, _words(kind, epoch)) for epoch in foreseen.seen.get(name, ())]
    _go_on(timeline, foreseen)
    timeline.differences = _differences(timeline, foreseen)


def _said(foreseen: Foreseen) -> Mapping[str, object]:
    """Return what is foreseen, by the kind of mark that shows it."""
    return {
        "saved": foreseen.saved,
        "reduced": foreseen.reduced,
        "raised": foreseen.reduced,
        "row": foreseen.rows,
        "printed": foreseen.printed,
        "kept": foreseen.kept,
        "ended": foreseen.last,
    }


def _marks(timeline: Timeline, foreseen: Foreseen) -> Iterable[Mark]:
    for kind, epochs in (("saved", foreseen.saved), ("reduced", foreseen.reduced), ("row", foreseen.rows)):
        yield from (Mark(kind, epoch, _words(kind, epoch)) for epoch in epochs or ())
    for index, lines in enumerate(foreseen.printed or ()):
        if lines:
            yield Mark("printed", timeline.first + index, " and ".join(f"`{line}`" for line in lines))
    if foreseen.kept is not None:
        yield Mark("kept", foreseen.kept, _words("kept", foreseen.kept))
    if foreseen.last is not None:
        yield Mark("ended", foreseen.last, _words("ended", foreseen.last))


def _words(kind: str, epoch: int) -> str:
    words = {
        "saved": "the model is saved",
        "reduced": "the rate is lowered",
        "row": f"the row of epoch {epoch} is in the file",
        "kept": f"the weights of epoch {epoch} are kept",
        "ended": f"training ends after epoch {epoch}",
    }
    return words[kind]


def _go_on(timeline: Timeline, foreseen: Foreseen) -> None:
    """Add the curve that decides, and what the script holds for the epochs that were not trained."""
    ran, count = timeline.ran, len(timeline.numbers)
    history = list(foreseen.history)[:count]
    if foreseen.values is not None:
        values = [plain(value) for value in foreseen.values][:count]
        timeline.curves = {foreseen.watched: values[:ran], **timeline.curves}
        timeline.ahead[foreseen.watched] = values[ran:]
    for name in timeline.curves:
        if name not in timeline.ahead:
            timeline.ahead[name] = [plain(logs.get(name)) for logs in history[ran:]]


def _differences(timeline: Timeline, foreseen: Foreseen) -> list[Difference]:
    """Return the first difference of each kind; what comes after the end of either is none."""
    ended = [mark.epoch for mark in (*timeline.happened, *(timeline.foreseen or ())) if mark.kind == "ended"]
    last = min(ended, default=timeline.final)
    found = [_differing(timeline, foreseen, kind, last) for kind in timeline.judged] + [_rate(timeline, last)]
    return sorted((one for one in found if one), key=_order)


def _order(difference: Difference) -> tuple[bool, int, int]:
    """Return what sorts differences: by epoch, then by weight; which weights are kept is settled last of all."""
    return difference.kind == "kept", difference.epoch, _WEIGHT.index(difference.kind)


def _differing(timeline: Timeline, foreseen: Foreseen, kind: str, last: int) -> Difference | None:
    did = {mark.epoch: mark.text for mark in timeline.happened if mark.kind == kind}
    should = {mark.epoch: mark.text for mark in timeline.foreseen or () if mark.kind == kind}
    # A change of the rate after the last epoch changes nothing any more.
    final = last - 1 if kind in ("reduced", "raised") else last
    for epoch in sorted({*did, *should}):
        index = epoch - timeline.first
        if kind == "printed":
            lines = _at(foreseen.printed or (), index)
            same = lines is None or list(lines) == _at(timeline.printed, index)
        else:
            same = (epoch in did) == (epoch in should)
        if not same and (epoch <= final or kind == "kept"):
            return Difference(kind, epoch, did.get(epoch, _NOTHING[kind]), should.get(epoch, _NOTHING[kind]))
    return None


def _at(lines: Sequence[Sequence[str] | None], index: int) -> Sequence[str] | None:
    return lines[index] if 0 <= index < len(lines) else None


def _rate(timeline: Timeline, last: int) -> Difference | None:
    for index, (did, should) in enumerate(zip(timeline.rates, timeline.foreseen_rates, strict=False)):
        epoch = timeline.first + index
        if epoch > last or not isinstance(did, float) or not isinstance(should, float):
            continue
        if not isclose(did, should, rel_tol=1e-4):
            return Difference("rate", epoch, f"it trains at {shown(did)}", f"it trains at {shown(should)}")
    return None
