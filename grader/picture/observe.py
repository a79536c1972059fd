"""What happened in a fit, from its evidence: curves, rates, printed lines, and marks on the epochs."""

from __future__ import annotations

import re
from itertools import pairwise

from grader.evidence import Epoch, Fit, Run
from grader.kit.printed import clean
from grader.picture.timeline import Mark, Timeline, Value, plain

MOST_EPOCHS, MOST_CURVES, MOST_LINES, LONGEST_LINE = 120, 16, 4, 160
_RESTORED = re.compile(r"Restoring model weights from the end of the best epoch: (\d{1,6})")
# What Keras itself shows while it trains: `Epoch 1/6` and the bar below it.
_BAR = re.compile(r"Epoch \d+/\d+$|.*\d+/\d+ .*(ms|s)/step|.*[━╸]|\s*\d+/\d+\s")


def observe(run: Run, fit: Fit) -> Timeline:
    """Return the timeline of ``fit``; a child may have written anything into it, so nothing is taken on trust."""
    epochs = fit.epochs[:MOST_EPOCHS]
    first = max(1, epochs[0].number) if epochs else 1
    keys = dict.fromkeys(key for epoch in epochs for key, value in epoch.logs.items() if plain(value) is not None)
    timeline = Timeline(
        first=first,
        ran=len(epochs),
        curves={str(key)[:60]: [plain(epoch.logs.get(key)) for epoch in epochs] for key in [*keys][:MOST_CURVES]},
        rates=[plain(epoch.rate) for epoch in epochs],
        printed=[lines_of(epoch) for epoch in epochs],
    )
    timeline.happened = [
        *_saves(fit, first),
        *_changes_of_rate(epochs, timeline.rates, first),
        *(Mark("printed", first + index, _quoted(lines)) for index, lines in enumerate(timeline.printed) if lines),
        *(
            Mark("kept", int(epoch), f"the weights of epoch {epoch} are kept")
            for epoch in _RESTORED.findall(fit.printed)
        ),
        *_end(run, fit, first + len(epochs) - 1),
    ]
    return timeline


def lines_of(epoch: Epoch) -> list[str]:
    """Return the first lines that were printed between the end of ``epoch`` and the next one, without progress bars."""
    lines = [line.strip() for line in clean(epoch.printed).splitlines()]
    kept = [line[:LONGEST_LINE] for line in lines if line and not _BAR.match(line)]
    left_out = len(kept) - MOST_LINES
    return kept[:MOST_LINES] + ([f"({left_out} more lines)"] if left_out > 0 else [])


def _saves(fit: Fit, first: int) -> list[Mark]:
    names = dict.fromkeys(name for epoch in fit.epochs[:MOST_EPOCHS] for name in epoch.files)
    return [
        Mark("saved", first + number - 1, f"`{name}` is written")
        for name in names
        for number in fit.epochs_writing(name)
        if number <= MOST_EPOCHS
    ]


def _changes_of_rate(epochs: list[Epoch], rates: list[Value], first: int) -> list[Mark]:
    """Return the epochs after which another one trained, or would have trained, at another rate."""
    after = [plain(epoch.rate_after) for epoch in epochs[-1:]]
    marks = []
    for index, (old, new) in enumerate(pairwise([*rates, *after])):
        if not (isinstance(old, float) and isinstance(new, float)) or abs(new - old) <= 1e-4 * abs(old):
            continue
        kind, word = ("reduced", "falls") if new < old else ("raised", "rises")
        marks.append(Mark(kind, first + index, f"the rate {word} from {old:.3g} to {new:.3g}"))
    return marks


def _end(run: Run, fit: Fit, last: int) -> list[Mark]:
    """Return how the training ended; one that the exercise itself cut off did not end."""
    if run.status == "killed" or not fit.epochs:
        return []
    if fit.history is not None or fit.ended:
        asked = fit.arguments.get("epochs")
        early = isinstance(asked, int) and last < asked
        return [Mark("ended", last, f"training ends after epoch {last}{f' of {asked}' if early else ', its last one'}")]
    words = {"timeout": "it hung, and was stopped", "crashed": "the process ended"}
    reason = run.raised.type[:60] if run.raised else ""
    return [Mark("broke", last, f"{reason} was raised" if reason else words.get(run.status, "training did not end"))]


def _quoted(lines: list[str]) -> str:
    return " and ".join(f"`{line}`" for line in lines)
