"""Rules: each has a check and a wrong submission that shows it, and a record that says otherwise is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.observed import read_observed
from grader.authoring.owed import DIAGNOSIS
from grader.authoring.rules import FILE, rules_of
from grader.authoring.specimen import wrong_ones
from grader.catalogue import all_exercises, find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.conftest import SOURCE

SLUG = "00_first_callback"


def _file(kit: Kit) -> Path:
    return kit.solutions / SLUG / FILE


@pytest.mark.parametrize("slug", [exercise.slug for exercise in all_exercises(SOURCE)])
def test_no_row_is_empty(source_kit: Kit, slug: str) -> None:
    """Each rule has checks, and wrong submissions that these catch; each check holds a rule; no rule stands there twice."""
    rules = rules_of(source_kit, find_exercise(source_kit, slug))

    assert rules and all(rule.checks and rule.shown_by for rule in rules)
    assert len({rule.says for rule in rules}) == len(rules)


@pytest.mark.parametrize(
    "slug", [exercise.slug for exercise in all_exercises(SOURCE) if exercise.slug not in DIAGNOSIS]
)
def test_its_check_saw_what_shows_a_rule(source_kit: Kit, slug: str) -> None:
    """With each seed that ended in verdicts, the named check is among those that the submission did not pass."""
    exercise = find_exercise(source_kit, slug)
    caught_by = {one.name: one.caught_by for one in wrong_ones(source_kit, exercise)}
    seen = read_observed(source_kit, exercise).seen
    shown = [(rule, stem) for rule in rules_of(source_kit, exercise) for stem in rule.shown_by]

    for rule, stem in shown:
        for signature in seen[stem].signatures:
            failed = {feature.partition(":")[0] for feature in signature.features}
            assert caught_by[stem] in failed & set(rule.checks), f"{stem}: {rule.says}"
    assert sum(bool(seen[stem].signatures) for _, stem in shown) > len(shown) / 2


def test_a_wrong_submission_that_goes_leaves_an_empty_row(kit: Kit) -> None:
    """Whoever deletes the only submission that shows a rule hears of it."""
    (kit.solutions / SLUG / "wrong" / "silent.py").unlink()

    with pytest.raises(KitError, match=r"names silent, but there is no wrong/silent\.py"):
        rules_of(kit, find_exercise(kit, "00"))


def test_a_check_without_a_rule_is_named(kit: Kit) -> None:
    """A check that holds no rule of the statement has no place in the suite, or its rule is missing."""
    text = _file(kit).read_text(encoding="utf-8")
    kept = [one for one in text.split("[[rule]]") if "test_announces_the_stop" not in one]
    _file(kit).write_text("[[rule]]".join(kept), encoding="utf-8")

    with pytest.raises(KitError, match="test_announces_the_stop holds no rule"):
        rules_of(kit, find_exercise(kit, "00"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('shown_by = ["silent"]', "shown_by = []", "has an empty row"),
        ('checks = ["test_announces_the_stop"]', "checks = []", "has an empty row"),
        ('checks = ["test_announces_the_stop"]', 'checks = ["test_is_nice"]', "names test_is_nice, which is no check"),
        ('shown_by = ["silent"]', 'shown_by = ["last_weights"]', "which test_leaves_the_best_weights catches"),
        ('shown_by = ["silent"]', "", "needs the text says and the lists"),
    ],
)
def test_a_record_that_does_not_hold(kit: Kit, old: str, new: str, words: str) -> None:
    """Empty rows, unknown checks and submissions that another check catches are named with the rule."""
    text = _file(kit).read_text(encoding="utf-8")
    assert text.count(old) == 1
    _file(kit).write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(KitError, match=words):
        rules_of(kit, find_exercise(kit, "00"))
