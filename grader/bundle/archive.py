"""A zip file that is the same, byte for byte, whenever and wherever it is made of the same files."""

from __future__ import annotations

import contextlib
import os
import shutil
import zipfile
from pathlib import Path

from grader.kit.errors import KitError

FOLDER = "callbacks-by-doing"
_WHEN = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows
_MODE = 0o100644 << 16
_UNIX = 3


def write_archive(target: Path, files: dict[str, Path]) -> None:
    """Write ``files``, by their place, into the new zip file ``target``; raises KitError, and leaves nothing, otherwise.

    Nothing is compressed: what a compressor makes differs from one version of it to the next.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(draft, "x", zipfile.ZIP_STORED) as archive:
            for place in sorted(files):
                info = zipfile.ZipInfo(f"{FOLDER}/{place}", _WHEN)
                info.external_attr, info.create_system = _MODE, _UNIX
                info.file_size = files[place].stat().st_size
                with files[place].open("rb") as source, archive.open(info, "w") as stream:
                    shutil.copyfileobj(source, stream, 1 << 20)
        os.replace(draft, target)
    except OSError as error:
        raise KitError(f"{target} cannot be written: {error.strerror or error}.") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
