"""Likeness: copies are found under new names, and what the task explains is not held against anybody."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from grader.batch.likeness import Shape, marks_of
from grader.class_report.alike import alike
from grader.kit.paths import Kit
from tests.class_report.made import SLUG, shape

STUB = [f"given{number}" for number in range(40)]


def _own(name: str, count: int = 40) -> list[str]:
    return [f"{name}{number}" for number in range(count)]


def test_a_copy_is_found_with_its_lines() -> None:
    """Two that share what nobody else has; the third, who wrote it alone, is in no pair."""
    found = alike([shape("a", *_own("x"), *_own("y", 10)), shape("b", *_own("x")), shape("c", *_own("z"))], stub=STUB)

    (pair,) = found.pairs
    assert (pair.students, pair.share, pair.lines) == (("a", "b"), 1.0, ("1-40", "1-40"))
    assert (found.compared, found.same, found.indistinct) == (3, (), 0)


def test_the_stub_explains_itself() -> None:
    """What everybody was given is no likeness."""
    assert alike([shape("a", *STUB, *_own("x")), shape("b", *STUB, *_own("y"))], stub=STUB).pairs == ()


def test_what_much_of_the_class_has_is_explained_by_the_task() -> None:
    """The one obvious way to write it is written by many; the page says how many cannot be told apart."""
    found = alike([shape(f"s{number}", *_own("obvious")) for number in range(12)], stub=STUB)

    assert (found.pairs, found.indistinct) == ((), 12)


def test_little_is_a_matter_of_chance() -> None:
    """Twenty marks in common, as short answers have, are not worth a look."""
    assert alike([shape("a", *_own("x", 20)), shape("b", *_own("x", 20))], stub=STUB).pairs == ()


def test_equal_files_are_told_as_a_group() -> None:
    """Two hundred copies of one file are one line, and not twenty thousand pairs."""
    class_ = [shape(f"s{number}", *_own("x"), digest="same") for number in range(200)]

    found = alike([*class_, shape("other", *_own("y"))], stub=STUB)

    assert [len(group) for group in found.same] == [200]
    assert (found.pairs, found.indistinct) == ((), 200)


def test_a_large_class_gives_a_short_list() -> None:
    """Rings of three among five hundred: the most alike are listed, the rest is counted."""
    class_ = [shape(f"s{number}", *_own(f"ring{number // 3}-", 60)) for number in range(498)]

    found = alike(class_, stub=STUB)

    assert (len(found.pairs), found.more_pairs) == (30, 498 - 30)


def _renamed(source: str) -> str:
    """Return ``source`` as somebody hands it in who does not want to be found out."""
    source = re.sub(r"\bself\b", "me", re.sub(r"\b(threshold|ratio|logs|epoch)\b", r"my_\1", source))
    return "# All of this is my own work.\n\n" + source.replace('"""', '"""Mine. ', 1).replace(" = ", "  =  ")


@pytest.mark.parametrize("slug", [SLUG, "05_brain_tumor"])
def test_real_answers(source_kit: Kit, slug: str) -> None:
    """Of all right answers in the catalogue, written apart, none are alike; a renamed copy of each is found."""
    stub = marks_of((source_kit.exercises / slug / "stub.py").read_text(encoding="utf-8"))
    files = sorted((source_kit.solutions / slug / "right").glob("*.py"))
    sources = {file.stem: file.read_text(encoding="utf-8") for file in files}
    class_ = [Shape(name, slug, name, marks_of(source)) for name, source in sources.items()]
    assert len(list(combinations(class_, 2))) >= 20
    assert alike(class_, stub).pairs == ()

    for name, source in sources.items():
        copy = Shape("copy", slug, "copy", marks_of(_renamed(source)))
        assert [set(pair.students) for pair in alike([*class_, copy], stub).pairs] == [{name, "copy"}]
