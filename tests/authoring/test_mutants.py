"""Which changes are made to a solution."""

from __future__ import annotations

import ast

import pytest

from grader.authoring.mutants import learner_lines, mutants

SOURCE = '''LIMIT = 3  # given


def stop(ratio, epoch):
    """Tell whether to stop."""
    # TODO: compare.
    ### BEGIN SOLUTION
    print(f"epoch {epoch}", end="!")
    late = ratio > 2

    return late
    ### INSTEAD
    # return ratio > 1
    ### END SOLUTION
'''

# What the stub hands out begins this list and ends it.
LISTED = """def chosen(first, stop, more):
    names = ["é"]
    return [
        first,
        # TODO: add yours.
        ### BEGIN SOLUTION
        stop(2),  # the brake
        # Then those of others,
        *more(
            3
        ) ,
        stop(4)
        ### INSTEAD
        ### END SOLUTION
    ]
"""

REGION = """def chosen(kind, other, keep):
    ### BEGIN SOLUTION
    {line}
    ### END SOLUTION
"""


def _shorter(line: str) -> set[str]:
    """Return what becomes of a learner's line, where that still begins and ends as it did."""
    found = [mutant.became for mutant in mutants(REGION.format(line=line))]
    return {one for one in found if (one[:6], one[-1:], len(one) < len(line)) == (line[:6], line[-1], True)}


def test_only_what_learners_write_is_changed() -> None:
    """Neither what the stub hands out nor the lines that replace a region."""
    assert learner_lines(SOURCE) == {8, 9, 10, 11}
    assert {mutant.line for mutant in mutants(SOURCE)} == {8, 9, 11}


def test_changes_are_small_and_told_as_lines() -> None:
    """Operators, numbers, arguments, text, and lines that are not there."""
    changes = {(mutant.was, mutant.became) for mutant in mutants(SOURCE)}

    assert ("late = ratio > 2", "late = ratio >= 2") in changes
    assert ("late = ratio > 2", "late = ratio > 3") in changes
    assert ("late = ratio > 2", "pass") in changes
    assert ("return late", "pass") in changes
    assert ('print(f"epoch {epoch}", end="!")', 'print(f"XXepoch {epoch}", end="!")') in changes
    assert ('print(f"epoch {epoch}", end="!")', 'print(f"epoch {epoch}", )') in changes


def test_every_mutant_is_another_program() -> None:
    """Each parses, differs from the solution and from every other one."""
    trees = [ast.dump(ast.parse(mutant.source)) for mutant in mutants(SOURCE)]

    assert len(set(trees)) == len(trees) > 10
    assert ast.dump(ast.parse(SOURCE)) not in trees


def test_the_line_is_that_of_the_change() -> None:
    """A person looks there."""
    for mutant in mutants(SOURCE):
        assert mutant.became in " ".join(mutant.source.splitlines()[mutant.line - 1].split())


def test_each_element_that_a_learner_wrote_is_left_out() -> None:
    """Also of a list that the stub begins; what the stub put there, its comments and all other lines stay."""
    made = mutants(LISTED)
    found = {mutant.line: mutant for mutant in made if not mutant.became or mutant.became.startswith("#")}

    assert {mutant.line for mutant in made} == {7, 9, 10, 12}
    assert {line: (one.was, one.became, one.place, one.above) for line, one in found.items()} == {
        7: ("stop(2), # the brake", "# the brake", "chosen", "### BEGIN SOLUTION"),
        9: ("*more( 3 ) ,", "", "chosen", "# Then those of others,"),
        12: ("stop(4)", "", "chosen", ") ,"),
    }
    assert found[7].source == LISTED.replace("stop(2),", "")
    assert found[12].source == LISTED.replace("stop(4)", "")


@pytest.mark.parametrize(
    ("line", "shorter"),
    [
        ("return [kind]", {"return []"}),
        (
            'return {"kind": kind, **other}',
            {"return { **other}", 'return {"kind": kind, }'},
        ),
        ("return kind in (1, 2)", {"return kind in (1, )", "return kind in (2,)"}),
        ("return kind in {1, 2}", {"return kind in {1, }", "return kind in {2}"}),
        # The shortest one is mutmut's.
        ("return kind not in (1, 2)", {f"return kind {rest}" for rest in ("not in (1, )", "not in (2,)", "in (1, 2)")}),
        ("return kind in [1, 2]", {"return kind in [1, ]", "return kind in [ 2]"}),
        ("return kind in (1,)", set()),
        ("return kind == (1, other)", set()),
        ("return (kind, other)", set()),
        ("return keep(kind=kind)", {"return keep()"}),
        ("return keep(kind)", set()),
    ],
)
def test_what_is_left_out_of_a_line(line: str, shorter: set[str]) -> None:
    """Elements, values of a choice, and an option that stands alone; no part of a tuple with a fixed length."""
    assert {one for one in _shorter(line) if "None" not in one} == shorter
