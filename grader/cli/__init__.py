"""The command line: one file per verb, imported when it is typed."""

from __future__ import annotations

import importlib
import json
import sys
import traceback
from typing import Any

import click

from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean

FULL, NOT_FULL, AT_FAULT, INTERRUPTED = 0, 1, 2, 130

VERBS = {
    "check": "grade an exercise (without NN: the current one)",
    "watch": "grade again whenever you save your file",
    "run": "run your file on its scenarios with live output; breakpoints allowed, no verdict",
    "show": "the picture of the last run: what your callbacks did, and what they should have done",
    "hint": "show the next hint",
    "reset": "bring the pristine file back (yours is kept beside it)",
    "solution": "show the solution, after full points",
    "quiz": "the quiz in the terminal",
    "export-quiz": "the questions for Moodle, GIFT or Canvas",
    "data": "make or look at the stand-in datasets",
    "doctor": "what is installed, and what protects this machine from submissions",
    "server": "look at the warm server that makes grading quick, or stop it",
    "batch": "grade a whole class",
    "class": "the report on a graded class, as a page",
    "bundle": "pack the kit for learners, without solutions",
    "course": "a course for nbgrader: notebooks, gradebook, due dates",
    "author": "tools for people who write exercises",
    "grade": "grade everything and say what to do next",
}
_HIDDEN = ("grade",)


class Verbs(click.Group):
    """Finds each verb in a module of its name, so that one verb never pays for the imports of another."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which a learner meets them."""
        return [verb for verb in VERBS if verb not in _HIDDEN]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb's command, or None."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"grader.cli.{cmd_name.replace('-', '_')}").command
        command.short_help = VERBS[cmd_name]
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Answer a mistyped verb with the nearest one."""
        if args and args[0] not in VERBS:
            raise click.UsageError(f"There is no command `{args[0]}`.{did_you_mean(args[0], VERBS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, VERBS[verb]) for verb in self.list_commands(ctx)])


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="--debug, anywhere, shows the traceback when the kit itself fails.",
)
@click.version_option(package_name="callbacks-by-doing")
@click.pass_context
def grader(ctx: click.Context) -> int:
    """Grade your exercises on Keras callbacks; without a command: where am I?"""
    if ctx.invoked_subcommand is None:
        from grader.cli.overview import overview

        return overview()
    return FULL


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 full points, 1 not full, 2 the command or the kit at fault."""
    given = sys.argv[1:] if arguments is None else arguments
    words = [word for word in given if word != "--debug"]
    try:
        outcome = grader.main(words, prog_name="grader", standalone_mode=False)
        return outcome if isinstance(outcome, int) else FULL
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = None  # nobody listens any more
        return FULL
    except Exception as error:
        if "--debug" in given:
            traceback.print_exc()
        _complain(_sentence(error), as_json="--json" in words)
        return AT_FAULT


def _sentence(error: Exception) -> str:
    if isinstance(error, KitError):
        return error.message
    if isinstance(error, click.ClickException):
        return error.format_message()
    return f"The kit failed: {type(error).__name__}: {error}. Add --debug to see where, and please report it."


def _complain(sentence: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"error": sentence}))
    else:
        click.echo(sentence, err=True)


def run() -> None:
    """Run the command line as a program."""
    sys.exit(main())
