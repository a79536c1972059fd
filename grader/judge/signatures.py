"""The names that an exercise asks for, and how they can be called."""

from __future__ import annotations

import ast
from typing import Any

from grader.judge.expect import expect
from grader.judge.runs import NotJudged, Runs
from grader.kit.syntax import parse

_POSITIONAL = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD")
_NAMED = ("POSITIONAL_OR_KEYWORD", "KEYWORD_ONLY")


def expect_signatures(runs: Runs, *names: str) -> None:
    """Raise Unmet unless each of ``names`` can be called as ``exercise.toml`` writes it, by position and by name."""
    for name in names:
        asked = runs.asked[name]
        if name not in runs.names:
            raise NotJudged("not_run", f"`{name}` is not written yet.")
        parameters = runs.names[name]["parameters"]
        fault = None if parameters is None else _fault(asked, parameters)
        shown = ", ".join(one["name"] for one in parameters or [])
        expect(
            fault is None,
            expected=f"a call `{asked}` works, with the arguments in this order and by these names",
            seen=f"`{name}({shown})`: {fault}",
            why="Other code, the grader's included, relies on the names and the order of the arguments.",
        )


def _fault(asked: str, parameters: list[dict[str, Any]]) -> str | None:
    """Say what keeps ``parameters`` from being called as ``asked``, or None."""
    wanted, optional = _asked_parameters(asked)
    takes_all_positions = any(one["kind"] == "VAR_POSITIONAL" for one in parameters)
    takes_all_names = any(one["kind"] == "VAR_KEYWORD" for one in parameters)
    by_position = [one["name"] for one in parameters if one["kind"] in _POSITIONAL]
    by_name = {one["name"] for one in parameters if one["kind"] in _NAMED}
    for index, name in enumerate(wanted):
        if name not in by_name and not takes_all_names:
            return f"there is no argument `{name}`"
        if not takes_all_positions and by_position[index : index + 1] != [name]:
            return f"`{name}` is not argument number {index + 1}"
    must = {one["name"] for one in parameters if not one["optional"] and one["kind"] in (*_POSITIONAL, "KEYWORD_ONLY")}
    if extra := sorted(must - set(wanted)):
        return f"`{extra[0]}` has no default, so the call fails without it"
    if required := sorted(must & optional):
        return f"`{required[0]}` needs a default"
    return None


def _asked_parameters(asked: str) -> tuple[list[str], set[str]]:
    definition = parse(f"def {asked}: ...").body[0]
    assert isinstance(definition, ast.FunctionDef)
    names = [one.arg for one in definition.args.args]
    return names, set(names[len(names) - len(definition.args.defaults) :])
