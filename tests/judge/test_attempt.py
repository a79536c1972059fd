"""What is known of a submission before anything is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.catalogue import find_exercise
from grader.catalogue.submission import MAX_BYTES
from grader.judge.attempt import read
from grader.kit.digest import digest
from grader.kit.paths import Kit


@pytest.mark.parametrize(
    ("content", "standing"),
    [
        (b"x = 1\n", "graded"),
        (b"if x\n", "invalid"),
        (b"\xff", "invalid"),
        (b"#" * (MAX_BYTES + 1), "invalid"),
        (None, "not_attempted"),
    ],
)
def test_an_attempt_knows_the_content_that_was_read(
    source_kit: Kit, tmp_path: Path, content: bytes | None, standing: str
) -> None:
    """Whatever the learner saves next, the verdict is one on that."""
    exercise, file = find_exercise(source_kit, "02"), tmp_path / "exercise.py"
    content = exercise.stub.read_bytes() if content is None else content
    file.write_bytes(content)

    attempt = read(exercise, file, seed=1)
    file.write_bytes(b"saved meanwhile")

    assert (attempt.standing, attempt.digest) == (standing, digest(content))
