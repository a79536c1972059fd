"""The time axis of a picture."""

from __future__ import annotations

from grader.oracles import Foreseen
from grader.picture.lanes import GAP, ROW, height_of, kinds_of, lanes
from grader.picture.timeline import KINDS, Mark, Timeline
from tests.picture.made import compared, run_of


def _drawn(timeline: Timeline) -> str:
    return "\n".join(lanes(timeline, lambda epoch: 100.0 * epoch, 0, 1000, 0))


def test_each_kind_has_a_lane_in_a_fixed_order() -> None:
    """Only what happened, or should have, takes room; what no oracle speaks of has one row."""
    timeline = compared(run_of(files=["a"], printed=["hello\n"]), Foreseen(last=4))

    assert kinds_of(timeline) == ["saved", "printed", "ended"]
    assert height_of(timeline) == ROW + ROW + 2 * ROW + 3 * GAP


def test_what_happened_is_full_and_what_should_have_is_hollow() -> None:
    """Both stand at their epochs, and tell in words what they are."""
    drawn = _drawn(compared(run_of(), Foreseen(last=4)))

    assert 'class="rp-did" d="M500.0 8.5' in drawn
    assert 'class="rp-should" d="M400.0 25.5' in drawn
    assert "epoch 4, should have happened: training ends after epoch 4" in drawn


def test_every_kind_can_be_drawn() -> None:
    """There is a shape for each."""
    timeline = Timeline(ran=1, happened=[Mark(kind, 1, kind) for kind in KINDS])

    assert _drawn(timeline).count("rp-did") == len(KINDS)


def test_words_of_a_learner_are_escaped() -> None:
    """What was printed cannot become markup."""
    timeline = Timeline(ran=1, happened=[Mark("printed", 1, "</title><script>")])

    assert "<script>" not in _drawn(timeline)


def test_marks_beyond_the_axis_are_not_drawn() -> None:
    """A number that the learner's code printed cannot put a mark outside the picture."""
    assert "rp-did" not in _drawn(Timeline(ran=2, happened=[Mark("kept", 99, "")]))
