"""`grader author`: tools for people who write exercises."""

from __future__ import annotations

from collections.abc import Callable

import click

from grader.authoring.accepted import SEEDS_EACH, AcceptedSeeds
from grader.authoring.build import build as build_stub
from grader.authoring.check import prove as prove_exercise
from grader.authoring.diagnosed import build_diagnosis, trial_of
from grader.authoring.learned import Trial
from grader.authoring.new import new as new_exercise
from grader.authoring.pages import build_pages
from grader.catalogue import Exercise, all_exercises, find_exercise
from grader.cli.common import spinner
from grader.judge import Engine
from grader.kit.paths import Kit, find_kit

WRONG_SEEDS, MUTANT_SEEDS = 20, 3
EVERY = 20
EARLIER_KIT = (
    "an earlier form of the kit accepted some of the right answers; --fresh grades them all with that of today"
)
_names = click.argument("names", metavar="[NN]...", nargs=-1)


@click.group()
def command() -> None:
    """Tools for people who write exercises."""


@command.command()
@_names
def build(names: tuple[str, ...]) -> int:
    """Regenerate the stubs from the solutions, what a diagnosis knows, and the exercises' pages of the site.

    Wrong submissions of exercises with misconceptions are graded where they, or their judge, have changed.
    """
    kit = find_kit()
    with spinner("Building ...") as say, Engine(kit, progress=say) as engine:
        for exercise in _chosen(kit, names):
            click.echo(f"{exercise.slug}: {'stub written' if build_stub(kit, exercise) else 'stub is up to date'}")
            if build_diagnosis(kit, exercise, engine, _grader_counter(say, exercise)):
                click.echo(f"{exercise.slug}: what a diagnosis knows was written")
    for file in build_pages(kit):
        click.echo(f"{file.relative_to(kit.root)} written")
    return 0


@command.command()
@_names
@click.option("--show", is_flag=True, help="list each submission that was told something else than its misconception")
def diagnose(names: tuple[str, ...], show: bool) -> int:
    """Tell how often a diagnosis is right about wrong submissions that it has not learned from, as last built.

    The exit code is 1 where that is not often enough.
    """
    kit = find_kit()
    whole, is_well = Trial(), True
    for exercise in _chosen(kit, names):
        trial = trial_of(kit, exercise)
        if trial is None:
            continue
        click.echo(f"{exercise.slug:26} {trial}")
        for fault in [*([trial.shortfall] if trial.shortfall else []), *(trial.faults if show else [])]:
            click.echo(f"       {fault}")
        whole.add(trial)
        is_well = is_well and not trial.shortfall
    click.echo(f"{'all of them':26} {whole}")
    return 0 if is_well else 1


@command.command()
@click.argument("slug", metavar="NN_slug")
def new(slug: str) -> int:
    """Write the skeleton of a new exercise, which works; TODO(author) marks what is yours to decide."""
    kit = find_kit()
    for file in new_exercise(kit, slug):
        click.echo(file.relative_to(kit.root))
    click.echo(
        f"\nFill in each TODO(author); `grader author build {slug[:2]}` and `grader author check {slug[:2]}` follow."
    )
    return 0


@command.command()
@_names
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, metavar="N")
def check(names: tuple[str, ...], seed: int) -> int:
    """Prove each judge: stub not attempted, solution full, right accepted, wrong caught by the named check."""
    return _prove(names, range(seed, seed + 1), range(seed, seed + 1))


@command.command()
@_names
@click.option("--right", type=click.IntRange(min=1), default=SEEDS_EACH, show_default=True, metavar="N")
@click.option("--wrong", type=click.IntRange(min=0), default=WRONG_SEEDS, show_default=True, metavar="N")
@click.option("--fresh", is_flag=True, help="grade the right answers also with the seeds that accepted.json holds")
def prove(names: tuple[str, ...], right: int, wrong: int, fresh: bool) -> int:
    """Do the same with many seeds; right answers that were broken off go on where they were."""
    return _prove(names, range(right), range(wrong), lambda kit, one: AcceptedSeeds(kit, one, fresh=fresh))


@command.command()
@_names
@click.option("--seeds", type=click.IntRange(min=1), default=MUTANT_SEEDS, show_default=True, metavar="N")
@click.option("--fresh", is_flag=True, help="grade all of them, also those that were graded with the same suite")
@click.option("--survivors", is_flag=True, help="leave out those that any suite killed, however old; keep no figures")
def mutate(names: tuple[str, ...], seeds: int, fresh: bool, survivors: bool) -> int:
    """Put small faults into each solution, one at a time, and list those that no check sees.

    What was broken off goes on where it was.
    """
    from grader.authoring.graded_mutants import GradedMutants  # needs what only authors install
    from grader.authoring.mutate import mutate as mutate_solution
    from grader.authoring.mutation_figures import keep_figures

    kit = find_kit()
    clean = True
    with spinner("Starting ...") as say, Engine(kit, progress=say) as engine:
        for exercise in _chosen(kit, names):
            graded = GradedMutants(kit, exercise, fresh=fresh, killed_for_good=survivors)
            counter = _counter(say, exercise, "survivors")
            mutation = mutate_solution(kit, exercise, engine, range(1, seeds + 1), counter, graded)
            click.echo("\n".join(mutation.lines()))
            if not survivors:  # those are figures of several forms of the suite
                keep_figures(kit, exercise, mutation, seeds)
            clean = clean and mutation.is_clean
    return 0 if clean else 1


@command.command()
@_names
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, metavar="N")
@click.option("--fresh", is_flag=True, help="grade a wrong answer for every rule, not only where something changed")
def rules(names: tuple[str, ...], seed: int, fresh: bool) -> int:
    """Record what a wrong answer is told for each rule of rules.toml, and write the page of rules."""
    from grader.authoring.rule_page import rule_page  # needs what only authors install
    from grader.authoring.told import record_told

    kit = find_kit()
    with spinner("Starting ...") as say, Engine(kit, progress=say) as engine:
        for exercise in _chosen(kit, names):

            def done(count: int, total: int, exercise: Exercise = exercise) -> None:
                say(f"{exercise.slug}: {count} of {total} rules")

            recorded = record_told(kit, exercise, engine, seed, done, fresh=fresh)
            click.echo(f"{exercise.slug}: {recorded or 'no'} messages recorded")
    page = kit.root / "lessons" / "rules.md"
    page.write_text(rule_page(kit), encoding="utf-8")
    click.echo(f"{page.relative_to(kit.root)} written")
    return 0


@command.command()
def floors() -> int:
    """Raise the floors of the figures to those of today, and lower none; name each figure that is below its floor."""
    from grader.authoring.floors import FILE, raise_floors  # needs what only authors install

    kit = find_kit()
    faults = raise_floors(kit)
    click.echo(f"{kit.solutions.name}/{FILE} written")
    for fault in faults:
        click.echo(fault)
    return 1 if faults else 0


def _prove(
    names: tuple[str, ...],
    right_seeds: range,
    wrong_seeds: range,
    kept_of: Callable[[Kit, Exercise], AcceptedSeeds | None] = lambda kit, exercise: None,
) -> int:
    kit = find_kit()
    whole, is_well = Trial(), True
    with spinner("Starting ...") as say, Engine(kit, progress=say) as engine:
        for exercise in _chosen(kit, names):
            counter, kept = _counter(say, exercise, "faults"), kept_of(kit, exercise)
            proof = prove_exercise(kit, exercise, engine, right_seeds, wrong_seeds, counter, kept=kept)
            click.echo(str(proof))
            for fault in proof.faults:
                click.echo(f"       {fault}")
            if kept and kept.is_of_earlier_kits:
                click.echo(f"       {EARLIER_KIT}")
            whole.add(proof.trial or Trial())
            is_well = is_well and not proof.faults
    click.echo(f"     {'all of them':24} {whole}")
    return 0 if is_well else 1


def _counter(say: Callable[[str], None], exercise: Exercise, counted: str) -> Callable[[int, int, int], None]:
    """Return a function that says now and then how far the work on ``exercise`` is, and how many were ``counted``."""

    def done(count: int, total: int, found: int) -> None:
        if count % EVERY == 0:
            say(f"{exercise.slug}: {count} of {total} graded, {found or 'no'} {counted}")

    return done


def _grader_counter(say: Callable[[str], None], exercise: Exercise) -> Callable[[int, int], None]:
    """Return a function that says now and then how many wrong submissions of ``exercise`` were graded."""

    def done(count: int, total: int) -> None:
        if total:
            say(f"{exercise.slug}: {count} of {total} wrong submissions graded")

    return done


def _chosen(kit: Kit, names: tuple[str, ...]) -> list[Exercise]:
    return [find_exercise(kit, name) for name in names] if names else all_exercises(kit)
