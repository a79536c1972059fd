"""One file of a bank, as YAML gives it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from grader.kit.errors import KitError


class _Loader(yaml.SafeLoader):
    """Refuses a key that stands twice: YAML would take the second and drop the first without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping of ``node``; raises ConstructorError for a key that stands twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"`{key.value}` stands twice in one entry", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_document(path: Path) -> dict[str, Any]:
    """Return what the file at ``path`` holds; raises KitError when it cannot be read or is not a bank."""
    try:
        # A subclass of the safe loader: it makes plain data and nothing else.
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise KitError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise KitError(f"{path} is not a text in UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f", line {mark.line + 1}" if mark else ""
        raise KitError(f"{path}{place}: this is not YAML: {error.problem or error.context}.") from error
    except yaml.YAMLError as error:
        raise KitError(f"{path}: this is not YAML: {error}.") from error
    if not isinstance(document, dict):
        raise KitError(f"{path} holds {kind(document)}, where a bank has `format_version`, `title` and `questions`.")
    return document


def kind(value: Any) -> str:
    """Return what a person calls a value of YAML."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"yes or no ({str(value).lower()})"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "a table of keys" if isinstance(value, dict) else f"{value}"
