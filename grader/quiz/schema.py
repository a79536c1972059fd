"""What the schema of the bank asks for beyond `shape.py`, said as sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError

from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean
from grader.quiz.shape import name_of

Faults = Iterator[tuple[int | None, str]]


def read_schema(path: Path) -> dict[str, Any]:
    """Return the schema at ``path``, or one that allows everything when there is no such file."""
    if not path.is_file():
        return {}
    try:
        schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
    except (OSError, ValueError, SchemaError) as error:
        raise KitError(f"{path} is not a JSON schema: {str(error).splitlines()[0]}.") from error
    return schema


def faults(document: dict[str, Any], schema: dict[str, Any]) -> Faults:
    """Yield each fault with the index of its question, or with None when it is not in one."""
    for error in Draft202012Validator(schema).iter_errors(document):
        path = list(error.absolute_path)
        if len(path) < 2 or path[0] != "questions":
            yield None, _sentence(error, path)
            continue
        index = int(path[1])
        rest = path[2:]
        if len(rest) >= 2 and rest[0] == "options":
            option = document["questions"][index]["options"][rest[1]]
            yield index, f"{name_of(option, 'option', int(rest[1]) + 1)}: {_sentence(error, rest[2:])}"
        else:
            yield index, _sentence(error, rest)


def _sentence(error: ValidationError, path: list[str | int]) -> str:
    key = f"`{path[-1]}` " if path else ""
    received: Any = error.instance
    wanted: Any = error.validator_value
    if error.validator == "minLength":
        return f"{key}has {len(received)} characters, and at least {wanted} are needed"
    if error.validator == "maxLength":
        return f"{key}has {len(received)} characters, and at most {wanted} are allowed"
    if error.validator == "pattern":
        return f"{key}is `{received}`, which is not of the form {wanted}"
    if error.validator == "enum":
        known = [str(value) for value in wanted]
        return f"{key}is `{received}`.{did_you_mean(str(received), known)} Known are: {', '.join(known)}"
    return f"{key}{error.message[:200]}"
