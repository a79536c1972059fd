"""Archives that students hand in: only small Python files and notebooks come out, and only below one folder."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from grader.catalogue import notebook
from grader.kit.errors import KitError

SUFFIXES = (".py", ".ipynb")
MOST_FILES = 2000
MOST_BYTES = 2 * notebook.MAX_BYTES  # of all files that are taken out
# A whole class in one archive, as an LMS gives it: with the archives that students handed in.
OF_A_CLASS = (*SUFFIXES, ".zip")
MOST_OF_A_CLASS = 50


def unpack(archive: Path, folder: Path, suffixes: tuple[str, ...] = SUFFIXES, times: int = 1) -> None:
    """Put the files of ``archive`` that end in ``suffixes`` into ``folder``; the limits are taken ``times`` as high.

    Raises KitError when it is no archive, is protected by a password, holds a name that leads out of the folder
    (zip-slip), or more than it should (a zip bomb); then nothing of it is used.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            for info in _wanted(archive, opened, suffixes, times):
                target = folder / PurePosixPath(info.filename)
                target.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(info) as stream:
                    # What an archive says of its sizes is not to be trusted.
                    data = stream.read(info.file_size + 1)
                if len(data) != info.file_size:
                    raise KitError(f"{archive.name} is not a zip file that can be read: its sizes are wrong.")
                target.write_bytes(data)
    except KitError:
        raise
    except Exception as error:  # each kind of compression has errors of its own, and one archive must not end a batch
        raise KitError(f"{archive.name} is not a zip file that can be read: {error}.") from None


def _wanted(archive: Path, opened: zipfile.ZipFile, suffixes: tuple[str, ...], times: int) -> list[zipfile.ZipInfo]:
    infos = opened.infolist()
    if len(infos) > MOST_FILES * times:
        raise KitError(
            f"{archive.name} holds {len(infos)} files; an answer needs one, and {MOST_FILES * times} is the limit."
        )
    for info in infos:
        if not _stays_inside(info.filename) or stat.S_ISLNK(info.external_attr >> 16):
            raise KitError(f"{archive.name} holds {info.filename!r}, which leads out of its folder.")
    wanted = [info for info in infos if _is_wanted(info, suffixes)]
    if sum(info.file_size for info in wanted) > MOST_BYTES * times:
        most = MOST_BYTES * times // 1_000_000
        raise KitError(f"{archive.name} holds more than {most} MB of Python files and notebooks.")
    return wanted


def _is_wanted(info: zipfile.ZipInfo, suffixes: tuple[str, ...]) -> bool:
    path = PurePosixPath(info.filename)
    hidden = any(part.startswith((".", "__")) for part in path.parts)  # what macOS and editors add
    return not info.is_dir() and path.suffix.lower() in suffixes and not hidden


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in path.parts[0] if path.parts else False
