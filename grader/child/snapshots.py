"""Copies of a working folder, each as the folder is at one moment: what a process that is killed then leaves behind."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

_DATE = re.compile(rb'"date_saved": "[^"]*"')


def keep(folder: Path, copy: Path) -> None:
    """Copy ``folder`` with all that is in it: times, links, and names that share one file stay what they are.

    What cannot be read is left out.
    """
    seen: dict[int, str] = {}

    def one_file(source: str, target: str) -> None:
        status = os.lstat(source)
        if status.st_nlink > 1 and status.st_ino in seen:
            os.link(seen[status.st_ino], target)
        else:
            shutil.copy2(source, target)
            seen[status.st_ino] = target

    with contextlib.suppress(OSError):  # whatever a submission has made, or its other threads are removing
        shutil.copytree(folder, copy, symlinks=True, copy_function=one_file)


def put_back(copy: Path, folder: Path) -> None:
    """Make ``folder`` what it was when ``copy`` was kept, under its old path, and work in it; the copy is used up."""
    os.chdir(copy.parent)
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(copy, folder)
    os.chdir(folder)


def content_of(folder: Path) -> str:
    """Return a digest of all files below ``folder``, oldest first: their names and what is in them, but no dates.

    Keras writes the time into the models that it saves, and so does every archive.
    """
    digest = hashlib.blake2b(digest_size=8)
    files = [path for path in folder.rglob("*") if path.is_file()]
    for file in sorted(files, key=lambda path: (path.stat().st_mtime_ns, path)):
        for part in (str(file.relative_to(folder)).encode(), *_parts(file.read_bytes())):
            digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()


def _parts(content: bytes) -> Iterator[bytes]:
    """Yield the names and the contents of the members of an archive, or the whole of any other content."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {one.filename: archive.read(one) for one in archive.infolist()}
    except Exception:  # each kind of compression has errors of its own
        yield content  # half an archive, too
        return
    for name, member in members.items():
        yield name.encode()
        yield _DATE.sub(b"", member)
