"""The data of a picture: what JSON can hold, and what is refused when it is read back."""

from __future__ import annotations

import json

import pytest

from grader.picture.timeline import FORMAT_VERSION, Picture, Scene, Timeline, drawable, plain, shown
from tests.picture.made import picture, run_of, too_long, verdict


def test_it_survives_json() -> None:
    """What is written and read back is the same picture, marks and differences included."""
    made = picture()

    assert Picture.of(json.loads(made.to_text())) == made
    assert Picture.of(made.to_json()) == made


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), float("-inf"), 1e300, 10**400, -(10**40)], ids=lambda value: str(value)[:9]
)
def test_what_json_cannot_hold_is_told_and_not_drawn(value: float) -> None:
    """NaN, infinities and numbers beyond any axis become words, which strict JSON takes."""
    kept = plain(value)

    assert isinstance(kept, str)
    assert drawable(kept) is None
    assert json.loads(json.dumps(kept, allow_nan=False)) == kept
    assert shown(kept)


@pytest.mark.parametrize("value", [True, None, "0.5", [1.0], {"a": 1}])
def test_what_is_no_number_is_nothing(value: object) -> None:
    """A child may have written anything where a number belongs."""
    assert plain(value) is None


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"format_version": FORMAT_VERSION + 1},
        {"format_version": FORMAT_VERSION, "scenes": [{}]},
        {"format_version": FORMAT_VERSION, "scenes": 3, "verdicts": []},
        picture().to_json() | {"unknown": 1},
    ],
)
def test_what_is_no_picture_is_refused(table: dict[str, object]) -> None:
    """A truncated or foreign file is a ValueError, whatever is wrong with it."""
    with pytest.raises(ValueError, match="it"):
        Picture.of(table)


def test_the_epochs_reach_to_where_it_should_have_ended() -> None:
    """A training that ended too early has a place for the epochs that are missing, one that went on for those too many."""
    assert (Timeline(first=1, ran=2, last=5).final, Timeline(first=3, ran=4, last=4).final) == (5, 6)


def test_the_telling_fit_is_the_first_that_differs() -> None:
    """Where nothing differs it is the last one."""
    fits = [Timeline(ran=1), too_long(), too_long(), Timeline(ran=1)]

    assert (Scene("a", "", fits).telling, Scene("b", "", fits[:1] * 3).telling) == (1, 2)


def test_what_is_told_is_the_scene_that_failed_first() -> None:
    """A line of a class's results holds the scene that its page shows, and no other."""
    bare, drawn = Scene("bare", "", [], [verdict()]), Scene("drawn", "", [too_long()], [verdict()])
    told = picture(Scene("fine", "", [too_long()]), bare, drawn).told()

    assert [scene.name for scene in told.scenes] == ["drawn"]


def test_evidence_becomes_small_data() -> None:
    """A run of a hundred epochs takes a few kilobytes."""
    from grader.picture.observe import observe

    run = run_of([0.123456789 + index for index in range(100)])

    assert len(picture(Scene("long", "", [observe(run, run.fit)])).to_text()) < 8000
