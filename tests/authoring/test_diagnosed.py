"""The diagnosis of every exercise: built from today's wrong submissions, right often enough, with places to read on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from grader.authoring.diagnosed import build_diagnosis, has_misconceptions, trial_of
from grader.authoring.learned import PRECISION, RECALL, Shown, Trial, learned, shipped
from grader.authoring.misconceptions import described
from grader.authoring.observed import judge_of, read_observed, without_header
from grader.authoring.owed import DIAGNOSIS
from grader.authoring.specimen import right_ones, wrong_ones
from grader.catalogue import Exercise, all_exercises, find_exercise
from grader.cli import author, main
from grader.diagnosis.knowledge import FILE
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.quiz.read import bank_of
from tests.conftest import SOURCE

EXERCISES = [one for one in all_exercises(SOURCE) if one.slug not in DIAGNOSIS]
each = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.slug)


def test_every_exercise_has_a_diagnosis_or_a_reason(source_kit: Kit) -> None:
    """None loses its misconceptions unseen, and no reason in grader/authoring/owed.py outlives its cause."""
    assert {one.slug for one in all_exercises(source_kit) if not has_misconceptions(source_kit, one)} == set(DIAGNOSIS)


@each
def test_what_ships_was_built_from_what_is_there(source_kit: Kit, exercise: Exercise) -> None:
    """A submission, a judge or a word that changed, and `grader author build` is due."""
    wrong, observed = wrong_ones(source_kit, exercise), read_observed(source_kit, exercise)
    old = [one.name for one in wrong if not observed.is_fresh(one, judge_of(exercise))]

    assert old == [], f"run: grader author build {exercise.number}"
    knowledge = learned(described(source_kit, exercise, wrong), wrong, observed)
    assert (exercise.folder / FILE).read_text(encoding="utf-8") == shipped(knowledge)


@each
def test_it_is_right_often_enough(source_kit: Kit, exercise: Exercise) -> None:
    """Each wrong submission left out in turn: few wrong diagnoses, and few misconceptions that go unseen."""
    trial = trial_of(source_kit, exercise)

    assert trial
    assert trial.named > 0
    assert (PRECISION, RECALL) == (0.95, 0.8)
    assert trial.precision >= PRECISION, trial.faults
    assert trial.recall >= RECALL, trial.faults


def _strings(value: Any) -> Iterator[str]:
    """Yield every string in ``value``, which came from JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings([*value, *value.values()])
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _code_in(text: str, source: str) -> list[str]:
    """Return the lines of ``source``, without its header, that say anything of their own and stand in the JSON ``text``."""
    code = without_header(source)
    lines = [line.strip() for line in code if re.search(r"\w\W+\w+\W+\w", line)]
    told = "\n".join(_strings(json.loads(text)))
    return [line for line in lines if line in told]


@each
def test_what_ships_holds_no_code(source_kit: Kit, exercise: Exercise) -> None:
    """No line of a right or wrong submission that says anything of its own is in the file that learners get."""
    text = (exercise.folder / FILE).read_text(encoding="utf-8")

    for one in [*right_ones(source_kit, exercise), *wrong_ones(source_kit, exercise)]:
        assert _code_in(text, one.path.read_text(encoding="utf-8")) == [], one.path


@pytest.mark.parametrize("line", ['ratio = logs["loss"] / logs["val_loss"]', "if epoch in {1: 'a é'}: stop = 1"])
def test_code_that_ships_would_be_found(line: str) -> None:
    """JSON writes quotes and letters in its own way; what counts is what a learner would read, also as a key."""
    source = f'"""A header.\n\n{line}\n"""\n\n{line}\n'

    for told in ({"late": {"message": f"You wrote: {line}"}}, {"seen": [{line: 1}]}):
        assert _code_in(json.dumps(told), source) == [line]
        assert _code_in(json.dumps(told), f"{line}\n") == [line], "a file without a header"
    assert _code_in(json.dumps({"message": "You wrote: ratio"}), source) == []


@each
def test_the_questions_exist(source_kit: Kit, exercise: Exercise) -> None:
    """A misconception that leads to a question of the quiz leads to one that is there."""
    known = {question.id for question in bank_of(source_kit).questions}

    named = {one.quiz for one in described(source_kit, exercise, wrong_ones(source_kit, exercise)).values()}
    assert named - known <= {None}


@each
def test_the_lessons_exist(source_kit: Kit, exercise: Exercise) -> None:
    """Every misconception leads to a heading of a lesson."""
    for one in described(source_kit, exercise, wrong_ones(source_kit, exercise)).values():
        page, _, anchor = one.lesson.partition("#")
        text = (source_kit.root / "lessons" / f"{page}.md").read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.+?)(?: \{#([\w-]+)\})?$", text, re.MULTILINE)
        anchors = {name or re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title, name in headings}
        assert not anchor or anchor in anchors, f"{one.id}: {one.lesson}"


def test_building_again_grades_nothing_and_writes_what_changed(kit: Kit, engine: Engine) -> None:
    """Another message is all that is new; once it is written there is nothing to do."""
    exercise = find_exercise(kit, "02")
    file = kit.solutions / exercise.slug / "misconceptions.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("compared loss / val_loss", "divided the wrong way round"),
        encoding="utf-8",
    )

    assert build_diagnosis(kit, exercise, engine)
    assert "divided the wrong way round" in (exercise.folder / FILE).read_text(encoding="utf-8")
    assert not build_diagnosis(kit, exercise, engine)


def test_a_submission_that_was_never_graded_is_named(kit: Kit) -> None:
    """Figures are told of all wrong submissions or not at all."""
    exercise = find_exercise(kit, "02")
    folder = kit.solutions / exercise.slug / "wrong"
    (folder / "brand_new.py").write_bytes((folder / "one_epoch_late.py").read_bytes())

    with pytest.raises(KitError, match=r"brand_new: not graded yet\. Run: grader author build 02"):
        trial_of(kit, exercise)


@pytest.mark.parametrize(
    "changed",
    ["exercises/02_detect_overfitting/test_exercise.py", "solutions/02_detect_overfitting/wrong/one_epoch_late.py"],
)
def test_what_was_kept_of_another_day_gives_no_figure(kit: Kit, changed: str) -> None:
    """An answer or a suite that changed may show something else: neither a page nor a command has a figure of it."""
    exercise, file = find_exercise(kit, "02"), kit.root / changed
    assert trial_of(kit, exercise)
    file.write_text(file.read_text(encoding="utf-8") + "\nMORE = 1\n", encoding="utf-8")

    nothing: list[Shown] = []
    for shown in (None, nothing):
        with pytest.raises(KitError, match=r"of \d+ wrong submissions have changed .* Run: grader author build 02"):
            trial_of(kit, exercise, shown)


def test_it_can_be_tried_on_what_was_just_graded(source_kit: Kit) -> None:
    """A proof grades with other seeds: what was shown then counts, and nothing else."""
    exercise = find_exercise(source_kit, "02")
    seen = read_observed(source_kit, exercise).seen["epoch_from_one"].signatures
    specimen = next(one for one in wrong_ones(source_kit, exercise) if one.name == "epoch_from_one")

    trial = trial_of(source_kit, exercise, [(specimen, seen[0])])

    assert trial
    assert (trial.named, trial.told, trial.right) == (1, 1, 1)


def test_the_figures_are_printed(source_kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """For each exercise and for all of them, with those that were told something else."""
    assert main(["author", "diagnose", "02", "--show"]) == 0

    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("02_detect_overfitting      diagnosis: precision 100%")
    assert any("divides_nothing.py shows val_loss_taken_for_granted, but was told nothing" in line for line in shown)
    assert shown[-1].startswith("all of them")


def test_a_diagnosis_that_is_wrong_too_often_is_an_error(
    source_kit: Kit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says what falls short, and ends with 1."""
    monkeypatch.setattr(author, "trial_of", lambda kit, exercise: Trial(named=10, told=10, right=9))

    assert main(["author", "diagnose", "02"]) == 1
    assert "not right often enough: precision 90.0% is below 95%\n" in capsys.readouterr().out


def test_an_exercise_without_misconceptions_is_left_alone(kit: Kit, engine: Engine) -> None:
    """Nothing is graded and nothing is written."""
    exercise = find_exercise(kit, "02")
    for file in (kit.solutions / exercise.slug / "misconceptions.toml", exercise.folder / FILE):
        file.unlink()

    assert not build_diagnosis(kit, exercise, engine)
    assert trial_of(kit, exercise) is None
    assert not (exercise.folder / FILE).exists()
