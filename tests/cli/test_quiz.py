"""`grader quiz`: the quiz in the terminal."""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import os
import pty
import select
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from grader.cli import main
from grader.kit.paths import Kit
from tests.quiz.made import SAMPLE, document, write

PRESSES = 5  # of Ctrl-C

Output = pytest.CaptureFixture[str]


@pytest.fixture
def quiz_kit(kit: Kit) -> Kit:
    """Return a kit whose bank is the sample."""
    (kit.root / "lessons").mkdir()
    (kit.root / "lessons" / "quiz.yml").write_bytes(SAMPLE.read_bytes())
    return kit


@pytest.fixture
def quiz(quiz_kit: Kit, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> Quiz:
    """Return a function that runs the quiz on typed lines."""
    return Quiz(capsys, monkeypatch)


class Quiz:
    """Runs the quiz with what a learner types, and returns the exit code and what was shown."""

    def __init__(self, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys, self.monkeypatch = capsys, monkeypatch
        monkeypatch.setenv("COLUMNS", "80")

    def __call__(self, *arguments: str, typed: str = "") -> tuple[int, str]:
        """Run `grader quiz` with ``arguments``; a bar in ``typed`` stands for Enter."""
        self.monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed.split("|"))))
        code = main(["quiz", *arguments])
        output = self.capsys.readouterr()
        return code, output.out + output.err


def test_a_quiz_from_start_to_end(quiz: Quiz) -> None:
    """Each question is asked once, each option explained, and the score is that of the rule."""
    code, shown = quiz(typed="a|a, c|a b c|b")

    assert code == 0
    assert shown.count("Which apply?") == 4
    assert "2.33 of 4 points" in shown
    assert "2 not fully right: grader quiz --retry asks them again." in shown
    assert shown.count("Correct, and you chose it.") == 5
    assert shown.count("Rightly left out.") == 3 + 2
    assert "1 of 3" not in shown
    assert "2 of 3 correct options found, 1 wrong: 0.33 of 1 point." in shown


def test_a_pipe_gets_plain_lines(quiz: Quiz) -> None:
    """No colours, no cursor movements, and nothing beyond 80 columns."""
    _, shown = quiz(typed="a|q")

    assert "\x1b" not in shown
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_wrong_input_is_answered_and_asked_again(quiz: Quiz) -> None:
    """Nothing, unknown letters, and a call for help cost nothing."""
    _, shown = quiz(typed="|xyz|?|a|q")

    assert "Nothing is typed yet." in shown
    assert "`X`, `Y`, `Z` is none of the options here." in shown
    assert "each wrong tick costs as much" in shown
    assert "1 of 1 point\n" in shown


def test_skipping_costs_nothing(quiz: Quiz) -> None:
    """A skipped question is neither scored nor kept."""
    code, shown = quiz("--topic", "Hooks", typed="s|ac")

    assert code == 0
    assert "1 of 1 point\n" in shown
    assert "All fully right" not in shown


def test_one_question_can_be_asked(quiz: Quiz) -> None:
    """A report names a question by its id; a mistyped one gets the nearest."""
    code, shown = quiz("--question", "three-correct", typed="abd")

    assert code == 0
    assert "Sample: 1 question." in shown
    assert "Did you mean `three-correct`?" in quiz("--question", "three-corect")[1]


def test_the_end_of_the_input_ends_the_quiz(quiz: Quiz) -> None:
    """What was answered so far is scored and kept."""
    code, shown = quiz(typed="a")

    assert code == 0
    assert "Stopped." in shown
    assert "1 of 1 point\n" in shown


def test_retry_asks_what_was_wrong(quiz: Quiz) -> None:
    """Only that, until it is right; then there is nothing to retry."""
    quiz(typed="b|ac|abd|b")
    _, again = quiz("--retry", typed="a|a")
    code, shown = quiz("--retry", typed="a")

    assert "Sample: 2 questions." in again
    assert "All fully right. Well done!" in again
    assert code == 2
    assert "Nothing to retry: your last answers to these questions were all fully right." in shown


def test_retry_before_the_first_quiz(quiz: Quiz) -> None:
    """There is nothing yet, and the sentence says what to type."""
    code, shown = quiz("--retry")

    assert code == 2
    assert "no answers are kept yet. Type `grader quiz` first." in shown


def test_a_seed_gives_the_same_quiz(quiz: Quiz) -> None:
    """Twice the same order with a seed; without a seed, the order of the bank."""
    assert quiz("--seed", "7", typed="q") == quiz("--seed", "7", typed="q")
    assert "Shuffled with seed 7." in quiz("--seed", "7", typed="q")[1]
    assert "Which hook runs once" in quiz(typed="q")[1]


def test_some_questions_drawn_at_random(quiz: Quiz) -> None:
    """The seed of the draw is told, so that it can be had again."""
    _, shown = quiz("--count", "1", typed="s")
    seed = shown.split("seed ")[1].split(".")[0]

    assert "Sample: 1 question. Shuffled with seed " in shown
    assert quiz("--count", "1", "--seed", seed, typed="s")[1] == shown


def test_a_private_bank(quiz: Quiz, tmp_path: Path) -> None:
    """Questions of one's own are asked in the same way, and answers to them are kept apart."""
    mine = write(tmp_path / "mine.yml", document())

    _, shown = quiz("--bank", str(mine), typed="b")

    assert "Made: 1 question." in shown
    assert quiz("--retry", typed="a")[0] == 2
    assert quiz("--retry", "--bank", str(mine), typed="a")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--topic", "Hoks"], "Did you mean `Hooks`?"),
        (["--bank", "none.yml"], "none.yml cannot be read"),
        (["--seed", "-1"], "--seed"),
        (["--count", "0"], "--count"),
    ],
)
def test_faults_are_sentences(quiz: Quiz, arguments: list[str], sentence: str) -> None:
    """What cannot be done is told, with exit code 2."""
    code, shown = quiz(*arguments)

    assert code == 2
    assert sentence in shown


@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
def test_ctrl_c_ends_politely(quiz_kit: Kit, terminal: str) -> None:
    """On a terminal, in the middle of the quiz: the score so far is shown and kept, and no traceback."""
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "grader", "quiz"]
    environment = os.environ | {"TERM": terminal, "COLUMNS": "80"}
    with subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
        preexec_fn=_control,
    ) as process:
        try:
            os.close(theirs)
            shown = _until(mine, b"Which apply?")
            os.write(mine, b"a\n")
            shown += _until(mine, b"Which apply?")
            shown += _interrupt(mine, b"1 of 1 point")
            assert process.wait(timeout=60) == 130
        finally:
            process.kill()
    os.close(mine)

    assert b"Stopped." in shown
    assert b"Traceback" not in shown
    assert (b"\x1b[" in shown) == (terminal != "dumb")
    kept = json.loads((quiz_kit.state / "quiz.json").read_text(encoding="utf-8"))
    assert kept["banks"]["quiz"] == {"one-correct": ["a"]}


def _control() -> None:
    """Make the terminal that of the new process, so that Ctrl-C reaches it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _interrupt(terminal: int, wanted: bytes) -> bytes:
    """Press Ctrl-C until it is heard, and return what comes, ``wanted`` included.

    Python misses a signal that comes just before it begins to read a line.
    """
    for _ in range(PRESSES):
        os.write(terminal, b"\x03")
        with contextlib.suppress(TimeoutError):
            return _until(terminal, wanted, within=5)
    raise AssertionError(f"Ctrl-C was pressed {PRESSES} times, and nothing happened")


def _until(terminal: int, wanted: bytes, within: float = 60) -> bytes:
    """Return what comes from ``terminal`` until it holds ``wanted``; raises TimeoutError when nothing more comes."""
    shown = b""
    while wanted not in shown:
        if not select.select([terminal], [], [], within)[0]:
            raise TimeoutError(f"waited for {wanted!r}, and saw {shown!r}")
        shown += os.read(terminal, 4096)
    return shown
