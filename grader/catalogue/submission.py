"""A submission: one learner's file, read and parsed before anything slow happens."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import notebook
from grader.catalogue.notebook import source_of_notebook
from grader.kit.digest import digest
from grader.kit.errors import KitError, SubmissionError
from grader.kit.syntax import parse

MAX_BYTES = 1_000_000


@dataclass(frozen=True)
class Submission:
    """The text of one file, and where it came from (``path`` is what reports show); ``digest`` is that of its content."""

    path: Path
    source: str
    digest: str = ""

    def line_of(self, name: str) -> int | None:
        """Return the line, from 1, on which the top-level ``name`` is defined, or None."""
        for node in parse(self.source).body:
            if name in _defined_by(node):
                return node.lineno
        return None

    @property
    def names(self) -> set[str]:
        """Return the names that are defined at the top level."""
        return {name for node in parse(self.source).body for name in _defined_by(node)}

    @property
    def imports_all(self) -> bool:
        """Tell whether `from module import *` may define names that cannot be seen."""
        return "*" in self.names


def read_submission(path: Path) -> Submission:
    """Read the submission at ``path``: a Python file, a notebook, or a folder with ``exercise.py``.

    Raises KitError when there is nothing to read, and SubmissionError (status ``invalid``) when what is there is
    not Python: too large, not text, or with a syntax error.
    """
    file = _file_at(path)
    raw = bytes_of(file)
    try:
        source = _text_of(raw, file)
        _check_syntax(source, file)
    except SubmissionError as error:
        error.digest = digest(raw)
        raise
    return Submission(file, source, digest(raw))


def is_readable(path: Path) -> bool:
    """Tell whether the submission at ``path`` holds a text at all, of which Python may or may not make something."""
    try:
        _text_of(bytes_of(path), _file_at(path))
    except KitError:
        return False
    return True


def bytes_of(path: Path) -> bytes:
    """Return what the submission at ``path`` holds.

    Raises KitError when there is nothing that can be read, and SubmissionError when it is too large.
    """
    file = _file_at(path)
    try:
        return _read_bytes(file)
    except OSError as error:
        raise KitError(f"{file} cannot be read: {error.strerror or error}.") from error


def _text_of(raw: bytes, file: Path) -> str:
    return source_of_notebook(raw, file.name) if _is_notebook(file) else _decoded(raw, file)


def _is_notebook(file: Path) -> bool:
    return file.suffix.lower() == ".ipynb"


def _decoded(raw: bytes, file: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SubmissionError(f"{file.name} is not a text file (UTF-8). Save it as plain Python text.") from None


def _file_at(path: Path) -> Path:
    if path.is_dir():
        inside = path / "exercise.py"
        if not inside.is_file():
            raise KitError(f"The folder {path} holds no `exercise.py`. Name a file, or a folder with that file.")
        return inside
    if not path.exists():
        raise KitError(f"There is no file {path}.")
    if not path.is_file():
        raise KitError(f"{path} is not an ordinary file.")
    return path


def _read_bytes(file: Path) -> bytes:
    most = notebook.MAX_BYTES if _is_notebook(file) else MAX_BYTES
    with file.open("rb") as stream:
        raw = stream.read(most + 1)
    if len(raw) > most:
        raise SubmissionError(f"{file.name} is larger than {most // 1_000_000} MB, too large for an exercise.")
    return raw


def _check_syntax(source: str, file: Path) -> None:
    try:
        compile(source, file.name, "exec", dont_inherit=True)
    except SyntaxError as error:
        where = f", line {error.lineno}" if error.lineno else ""
        shown = f" in `{error.text.strip()}`" if error.text and error.text.strip() else ""
        message = f"Python cannot read {file.name}{where}: {error.msg}{shown}"
        raise SubmissionError(message, error.lineno) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise SubmissionError(f"Python cannot read {file.name}: {error}.") from None


def _defined_by(node: ast.stmt) -> set[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign(targets=targets):
            return {target.id for target in targets if isinstance(target, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {alias.asname or alias.name for alias in names}
    return set()
