from __future__ import annotations

from pathlib import Path

from grader.recording.made import digest, how_made


def test_the_digest_changes_with_the_script(tmp_path: Path) -> None:
    """Another text gives another digest, and the same text the same one wherever it lies."""
    one, two, three = (tmp_path / name for name in ("one.py", "two.py", "three.py"))
    for path, text in ((one, "a = 1\n"), (two, "a = 2\n"), (three, "a = 1\n")):
        path.write_text(text, encoding="utf-8")

    assert digest(one) == digest(three) != digest(two)


def test_it_says_script_versions_and_data(lessons: Path) -> None:
    """The sentence names the script below `lessons`, the versions, and that the data is drawn."""
    script = lessons / "code" / "page" / "first.py"

    sentence = how_made(script)

    assert f"from lessons/code/page/first.py ({digest(script)})" in sentence
    assert "Keras 3." in sentence
    assert "drawn stand-in data" in sentence
