"""What learners get: everything they need, and nothing that gives an answer away."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from grader.bundle.contents import FILES, FOLDERS, contents_of
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "02_detect_overfitting"
STUB = f"exercises/{SLUG}/stub.py"


@pytest.fixture
def whole(kit: Kit) -> Kit:
    """Return a kit that is no checkout, with something in each of its folders."""
    for name in FILES:
        (kit.root / name).write_text(f"{name}\n", encoding="utf-8")
    for name in FOLDERS:
        (kit.root / name).mkdir()
        (kit.root / name / "one.py").write_text("1\n", encoding="utf-8")
    return kit


def _git(kit: Kit, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", "-C", str(kit.root), *who, *arguments], check=True, capture_output=True)


def test_learners_get_pristine_exercises(whole: Kit) -> None:
    """What somebody wrote into exercise.py stays behind, and what else lies in an exercise is named."""
    (whole.exercises / SLUG / "exercise.py").write_text("print('my answer')\n", encoding="utf-8")
    (whole.exercises / SLUG / "my_answer.py").write_text("42\n", encoding="utf-8")

    contents = contents_of(whole)

    assert contents.files[f"exercises/{SLUG}/exercise.py"] == whole.root / STUB
    assert contents.left_out == (f"exercises/{SLUG}/my_answer.py",)
    assert {"README.md", "grader/one.py", f"exercises/{SLUG}/test_exercise.py"} <= set(contents.files)


def test_what_machines_leave_behind_stays(whole: Kit) -> None:
    """Progress, environments, bytecode, git, solutions and tests are in no bundle; neither is a link to somewhere."""
    for name in (
        ".git2/config",
        ".venv/x.py",
        "grader/__pycache__/one.pyc",
        ".grader/progress.json",
        "tests/test_x.py",
    ):
        (whole.root / name).parent.mkdir(parents=True, exist_ok=True)
        (whole.root / name).write_text("x", encoding="utf-8")
    (whole.root / "lessons" / "linked").symlink_to(whole.solutions)

    tops = {name.partition("/")[0] for name in contents_of(whole).files}

    assert tops == {"exercises", *FILES, *FOLDERS}
    assert not any("pycache" in name or "linked" in name for name in contents_of(whole).files)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_what_git_does_not_know_is_private(whole: Kit) -> None:
    """A question bank that was put beside the public one does not slip out, and whoever packs is told."""
    _git(whole, "init", "--quiet")
    _git(whole, "add", ".")
    (whole.root / "lessons" / "private-quiz.yml").write_text("answers\n", encoding="utf-8")

    contents = contents_of(whole)

    assert contents.left_out == ("lessons/private-quiz.yml",)
    assert STUB in contents.files


def test_a_checkout_that_git_cannot_read_is_refused(whole: Kit) -> None:
    """Rather than handing out what should stay private."""
    (whole.root / ".git").mkdir()

    with pytest.raises(KitError, match=r"which (of its )?files"):
        contents_of(whole)


def test_a_copy_that_is_not_complete_is_a_sentence(whole: Kit) -> None:
    """Learners could not set it up."""
    (whole.root / "requirements.lock").unlink()

    with pytest.raises(KitError, match=r"requirements\.lock is missing"):
        contents_of(whole)


def test_no_answer_is_in_the_kit(source_kit: Kit) -> None:
    """No file that learners get holds what an author wrote between BEGIN SOLUTION and END SOLUTION."""
    texts = {
        name: _squeezed(file.read_text(encoding="utf-8", errors="replace"))
        for name, file in contents_of(source_kit).files.items()
    }
    regions = [region for file in sorted(source_kit.solutions.glob("*/solution.py")) for region in _regions(file)]
    assert len(regions) >= 10

    leaks = [(name, region) for region in regions for name, text in texts.items() if region in text]
    assert leaks == []


def _regions(file: Path) -> list[str]:
    parts = file.read_text(encoding="utf-8").split("### BEGIN SOLUTION")[1:]
    answers = (part.partition("### END SOLUTION")[0].partition("### INSTEAD")[0] for part in parts)
    # A line or two that everybody would write are no answer: `self.losses = []` stands in many lessons.
    return [_squeezed(answer) for answer in answers if len(answer.strip().splitlines()) > 3]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_kit_inside_a_checkout(whole: Kit) -> None:
    """A part of a larger one has private files, too; one that was only unpacked there has none."""
    outer = Kit(whole.root.parent)
    _git(outer, "init", "--quiet")
    assert "lessons/one.py" in contents_of(whole).files

    _git(outer, "add", whole.root.name)
    (whole.root / "lessons" / "exam.yml").write_text("private\n", encoding="utf-8")

    contents = contents_of(whole)
    assert "lessons/one.py" in contents.files
    assert "lessons/exam.yml" in contents.left_out
