"""The command line as a whole: exit codes, sentences, typos, interrupts."""

from __future__ import annotations

import json

import pytest

from grader.cli import VERBS, main
from grader.kit.errors import KitError
from grader.kit.paths import Kit


def test_a_mistyped_verb_gets_the_nearest(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """`grader chek` is answered with `check`, and exit code 2."""
    assert main(["chek"]) == 2
    assert "no command `chek`. Did you mean `check`?" in capsys.readouterr().err


def test_an_unknown_option_is_a_sentence(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong option ends with exit code 2 and without a traceback."""
    assert main(["check", "02", "--sed", "3"]) == 2
    assert "--sed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "detect_overfiting", "--json"],
        ["check", "02", "--json", "--submission", "nowhere.py"],
        ["check", "--json", "--submission", "x.py"],
        ["check", "02", "--json", "--seed", "minus"],
        ["check", "02", "--json", "--device", "tpu"],
        ["check", "02", "--json", "extra"],
    ],
)
def test_json_means_json_whatever_happens(kit: Kit, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """With --json a fault of the command is one JSON object with an error, and exit code 2."""
    assert main(arguments) == 2

    output = capsys.readouterr().out
    assert list(json.loads(output)) == ["error"]
    assert output.count("\n") == 1


@pytest.mark.parametrize("debug", [True, False])
def test_tracebacks_are_for_those_who_ask(
    kit: Kit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, debug: bool
) -> None:
    """A fault of the kit is a sentence; --debug, anywhere, shows where."""
    monkeypatch.setattr("grader.cli.overview.overview", lambda: 1 / 0)

    assert main(["--debug"] if debug else []) == 2

    said = capsys.readouterr().err
    assert "The kit failed: ZeroDivisionError" in said
    assert ("Traceback" in said) == debug


def test_an_interrupt_is_quiet(kit: Kit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with a word and the usual exit code."""

    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("grader.cli.overview.overview", interrupted)

    assert main([]) == 130
    assert capsys.readouterr().err.strip() == "Stopped."


def test_a_sentence_of_the_kit_is_shown_as_it_is(
    kit: Kit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A KitError is the whole message."""

    def failing() -> int:
        raise KitError("Do this instead.")

    monkeypatch.setattr("grader.cli.overview.overview", failing)

    assert main([]) == 2
    assert capsys.readouterr().err == "Do this instead.\n"


def test_help_lists_every_verb(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """What can be typed is shown, apart from what only make types."""
    main(["--help"])

    shown = capsys.readouterr().out
    assert all(f"  {verb} " in shown for verb in VERBS if verb != "grade")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(kit: Kit, verb: str) -> None:
    """--help works for each verb, so each module can be imported."""
    assert main([verb, "--help"]) == 0
