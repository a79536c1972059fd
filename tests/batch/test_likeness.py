"""What is kept for telling likeness: the shape of code, without a word of it."""

from __future__ import annotations

import json
import random
from pathlib import Path

from grader.batch import HandedIn
from grader.batch.likeness import FILE, MOST, keep_shapes, marks_of, read_shapes

SLUG = "02_detect_overfitting"
CODE = '''"""Ada wrote this."""
def secret(password: str = "hunter2") -> int:
    # nobody may know
    total = 0
    for letter in password:
        total += ord(letter)
    return total
'''
RENAMED = """def f(
    p = "x",
):
    t = 1_000

    for l in p: t += ord(l)
    return (t)
"""


def _hand_in(folder: Path, **sources: str) -> list[HandedIn]:
    for name, source in sources.items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
    return [HandedIn(name, SLUG, folder / f"{name}.py") for name in sources]


def test_names_values_comments_and_layout_are_no_part_of_it() -> None:
    """A renamed and reformatted copy has the same marks; other code has others."""
    assert set(marks_of(CODE)) == set(marks_of(RENAMED)) != set()
    assert set(marks_of(CODE)) != set(marks_of(CODE.replace("+=", "-=")))


def test_moved_code_keeps_its_marks() -> None:
    """Functions in another order are still the same functions."""
    other = "def g(a):\n    return [b for b in a if b and not a[b].c(1)]\n"

    assert set(marks_of(CODE)) | set(marks_of(other)) <= set(marks_of(CODE + other)) & set(
        marks_of(CODE + other + CODE)
    )


def test_nothing_of_the_text_is_kept(tmp_path: Path) -> None:
    """Neither a name nor a value nor a comment stands in the file."""
    keep_shapes(tmp_path, _hand_in(tmp_path, ada=CODE))

    kept = (tmp_path / FILE).read_text(encoding="utf-8")
    assert not any(word in kept for word in ("secret", "password", "hunter2", "nobody", "wrote", "total"))
    assert set(json.loads(kept)) == {"student", "exercise", "digest", "marks"}


def test_a_name_ends_no_line(tmp_path: Path) -> None:
    """Text knows more line ends than a file of JSON lines; a folder's name may hold one of them."""
    handed_in = HandedIn("Ada\u2028L", SLUG, _hand_in(tmp_path, ada=CODE)[0].path)
    keep_shapes(tmp_path, [handed_in])

    assert [shape.student for shape in read_shapes(tmp_path)] == ["Ada\u2028L"]


def test_what_has_not_changed_stays(tmp_path: Path) -> None:
    """Changed files are looked at again, what cannot be read is left out, and who is not there now is kept."""
    handed_in = _hand_in(tmp_path, ada=CODE, bob="def (", cy=CODE)
    keep_shapes(tmp_path, handed_in)
    assert [shape.student for shape in read_shapes(tmp_path)] == ["ada", "cy"]

    before = {shape.student: shape.digest for shape in read_shapes(tmp_path)}
    keep_shapes(tmp_path, _hand_in(tmp_path, cy="x = 1\n", dora=CODE))
    after = {shape.student: shape.digest for shape in read_shapes(tmp_path)}
    assert sorted(after) == ["ada", "cy", "dora"]
    assert after["ada"] == before["ada"]
    assert after["cy"] != before["cy"]


def test_a_huge_file_stays_small() -> None:
    """Of ten thousand different lines a part is kept, and the same part of a copy."""
    draw = random.Random(1)
    signs = ("+", "-", "*", "/", "//", "%", "**", "@", "|", "&", "^", "<<", ">>")
    source = "\n".join(f"x = (a {' a '.join(draw.choices(signs, k=8))} a)" for _ in range(2000))

    assert len(marks_of(source)) == MOST
    assert marks_of(source) == marks_of(source.replace("a", "c"))


def test_a_nested_file_is_left_out(tmp_path: Path) -> None:
    """What is too deep to be read is compared with nobody, and stops nothing."""
    keep_shapes(tmp_path, _hand_in(tmp_path, deep="x = " + "-" * 3000 + "1\n", ada=CODE))

    assert "ada" in {shape.student for shape in read_shapes(tmp_path)}
