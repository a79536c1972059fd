"""Which changes are made to a solution."""

from __future__ import annotations

import ast

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
