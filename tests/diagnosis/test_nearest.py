"""Which misconception a signature is most like."""

from __future__ import annotations

from grader.diagnosis import Profile, Signature, nearest_family, steady

PROFILES = [
    Profile("inverted", frozenset({"a: failed", "a: inverse", "b: failed", "b: late"})),
    Profile("inverted", frozenset({"a: failed", "a: inverse", "b: failed", "b: late", "c: failed"})),
    Profile("from one", frozenset({"a: failed", "a: one more"})),
    Profile("from one", frozenset({"a: failed", "a: one more", "a: in first"})),
    Profile(None, frozenset({"b: failed", "b: late"})),
    Profile(None, frozenset({"d: failed", "d: other words"})),
]
ALL = frozenset("abcd")


def _told(*features: str, judged: frozenset[str] = ALL) -> str | None:
    return nearest_family(Signature(judged, frozenset(features)), PROFILES)


def test_what_shows_the_same_is_recognised() -> None:
    """A submission that shows what a family shows is told its misconception."""
    assert _told("a: failed", "a: inverse", "b: failed", "b: late") == "inverted"
    assert _told("a: failed", "a: one more") == "from one"


def test_words_that_nobody_knows_do_not_matter() -> None:
    """A learner's own names, or those that a seed draws, hide no misconception."""
    assert _told("a: failed", "a: one more", "a: says frobnicate") == "from one"


def test_another_fault_is_told_nothing() -> None:
    """What is most like a fault without a name, or like nothing at all, gets no diagnosis."""
    assert _told("b: failed", "b: late") is None
    assert _told("d: failed") is None
    assert _told("x: failed") is None
    assert _told() is None


def test_without_the_marks_of_a_family_it_is_another_fault() -> None:
    """What all of a family shows, and nobody else, must be there, however like the rest may be."""
    assert _told("a: failed", "b: failed", "b: late", "c: failed") is None


def test_a_check_that_all_of_a_family_fails_must_have_failed() -> None:
    """What passes where the whole family fails is another fault, even with the same words elsewhere."""
    family = [Profile("silent", frozenset({"a: failed", "a: seen nothing", "b: failed"}))] * 2

    assert nearest_family(Signature(ALL, frozenset({"a: failed", "a: seen nothing"})), family) is None
    assert nearest_family(Signature(ALL, frozenset({"a: failed", "a: seen nothing", "b: failed"})), family) == "silent"


def test_what_lies_between_two_families_is_told_nothing() -> None:
    """Two misconceptions at once, or none: better no word than a wrong one."""
    twins = [
        Profile("left", frozenset({"a: failed", "a: less"})),
        Profile("right", frozenset({"a: failed", "a: more"})),
    ]
    both = frozenset({"a: failed", "a: less", "a: more"})

    assert nearest_family(Signature(ALL, both), twins) is None
    assert nearest_family(Signature(ALL, both - {"a: more"}), twins) == "left"


def test_marks_decide_between_a_family_and_a_fault_that_is_nearly_the_same() -> None:
    """One thing that no other fault shows is worth more than the many that both share."""
    common = {f"{check}: failed" for check in "abcdefgh"}
    profiles = [
        Profile("inverted", frozenset(common | {"a: inverse", "a: less"})),
        Profile("inverted", frozenset(common | {"a: inverse", "a: more"})),
        Profile(None, frozenset(common | {"a: no line", "a: less"})),
    ]
    judged = frozenset("abcdefgh")

    assert nearest_family(Signature(judged, frozenset(common | {"a: inverse", "a: less"})), profiles) == "inverted"
    assert nearest_family(Signature(judged, frozenset(common | {"a: no line", "a: less"})), profiles) is None


def test_what_was_not_judged_counts_neither_way() -> None:
    """Half of an exercise can be written: what is there is compared."""
    assert _told("a: failed", "a: inverse", judged=frozenset("a")) == "inverted"


def test_nothing_is_told_without_profiles() -> None:
    """An exercise without misconceptions has no diagnosis."""
    assert nearest_family(Signature(ALL, frozenset({"a: failed"})), []) is None


def test_steady_is_what_every_seed_shows() -> None:
    """What one seed shows and another does not is chance."""
    one, other = Signature(ALL, frozenset({"a", "b"})), Signature(ALL, frozenset({"b", "c"}))

    assert steady([one, other]) == {"b"}
