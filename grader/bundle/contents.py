"""Which files learners get. Everything is named here, so that nothing else can slip in."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.catalogue.exercise import OF_THE_KIT
from grader.kit.errors import KitError
from grader.kit.paths import Kit

FILES = (
    "CHANGELOG.md",
    "CONTRIBUTING.md",  # a page of the lessons includes it
    "LICENSE",
    "LICENSE-lessons",
    "Makefile",
    "README.md",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
)
FOLDERS = ("grader", "lessons", "site")
# Of an exercise: whatever else lies there is an author's draft, or an instructor's own answer.
OF_AN_EXERCISE = ("README.md", "exercise.toml", "hints.md", *OF_THE_KIT)
IF_THERE = ("misconceptions.json",)
_JUNK = ("__pycache__", "node_modules")


@dataclass(frozen=True)
class Contents:
    """What goes into a bundle: files by their place in it; ``left_out`` lies among them and stays behind."""

    files: dict[str, Path]
    left_out: tuple[str, ...]


def contents_of(kit: Kit) -> Contents:
    """Return what learners get of ``kit``; raises KitError when a file that they need is not there.

    In a checkout these are only files that git knows: a private question bank beside the public one stays private.
    """
    known = _known_to_git(kit.root)
    found = {name: kit.root / name for name in FILES}
    for folder in FOLDERS:
        found |= {_place(kit, file): file for file in sorted(_files(kit.root / folder))}
    for exercise in sorted(path.parent for path in kit.exercises.glob("*/exercise.toml")):
        found |= {_place(kit, exercise / name): exercise / name for name in OF_AN_EXERCISE}
        found |= {_place(kit, file): file for name in IF_THERE if (file := exercise / name).is_file()}
    if missing := [name for name, file in found.items() if not file.is_file()]:
        raise KitError(f"This copy of the kit is not complete: {', '.join(missing[:5])} is missing.")
    private = {name for name in found if known is not None and name not in known}
    files = {name: file for name, file in found.items() if name not in private}
    for name in [name for name in files if PurePosixPath(name).name == "stub.py"]:
        if name.startswith("exercises/"):  # what learners begin with is the pristine file, whatever lies here
            files[str(PurePosixPath(name).with_name("exercise.py"))] = files[name]
    others = (_place(kit, path) for path in _files(kit.exercises))
    strays = {name for name in others if name not in files}
    return Contents(dict(sorted(files.items())), tuple(sorted(private | strays)))


def _place(kit: Kit, file: Path) -> str:
    return file.relative_to(kit.root).as_posix()


def _files(folder: Path) -> list[Path]:
    """Return the files below ``folder``, without what is hidden, compiled, or a link to somewhere else."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name.startswith(".") or path.name in _JUNK or path.is_symlink():
            continue
        if path.is_dir():
            found += _files(path)
        elif path.suffix not in (".pyc", ".pyo"):
            found.append(path)
    return found


def _known_to_git(root: Path) -> set[str] | None:
    """Return the files that git keeps of the kit, or None where the kit is no checkout, nor a part of one."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    git = shutil.which("git")
    if git is None:
        raise KitError(f"{root} is a checkout, and only git knows which of its files are public. Install git.")
    asked = subprocess.run([git, "-C", str(root), "ls-files", "-z"], capture_output=True, check=False)
    if asked.returncode != 0:
        why = asked.stderr.decode("utf-8", "replace").strip()
        raise KitError(f"git cannot say which files of {root} are public: {why}")
    known = set(filter(None, asked.stdout.decode("utf-8", "surrogateescape").split("\0")))
    # A kit that was unpacked somewhere in a checkout of something else is not kept by that.
    return known or (set() if (root / ".git").exists() else None)
