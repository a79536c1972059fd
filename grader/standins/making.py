"""Making the stand-ins: drawn beside their place, put there whole."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from grader.kit.errors import KitError
from grader.standins.place import FORMAT_VERSION, StandIns, folder_of, is_ready, location, missing, stamp_of
from grader.standins.table import BRAIN_TUMOUR, NAMES

NEEDED_BYTES = 60_000_000
SEED = 20_270


def prepare(root: Path, progress: Callable[[str], object], names: Collection[str] = NAMES) -> StandIns:
    """Return the stand-ins below ``root``; those of ``names`` are made first when absent or of another format.

    Each appears whole or not at all, whatever interrupts this. Raises KitError when there is no stand-in of a name, when
    the folder cannot be written to, when the disk is full, or when TFDS cannot store them.
    """
    if unknown := sorted(set(names) - set(NAMES)):
        raise KitError(f"There is no stand-in for {', '.join(unknown)}; there are {', '.join(NAMES)}.")
    if absent := missing(root, names):
        progress(f"Drawing stand-ins for {', '.join(absent)} (once, under half a minute) ...")
        try:
            root.parent.mkdir(parents=True, exist_ok=True)
            beside = root.resolve().parent  # where a link leads to, so that renaming stays on one disk
            _require_space(beside)
            with tempfile.TemporaryDirectory(dir=beside, prefix="standins-") as draft:
                _make(Path(draft) / "new", absent)
                for name in absent:
                    _put_in_place(Path(draft), root, name)
        except OSError as error:
            raise KitError(_sentence(root, error)) from error
    return location(root)


def _make(root: Path, names: Collection[str]) -> None:
    # NumPy and Pillow take a moment to import, and are needed here alone.
    from grader.standins.folders import draw_brains, draw_tfds

    place = location(root)
    place.tfds_dir.mkdir(parents=True)
    if BRAIN_TUMOUR in names:
        draw_brains(place.brain_tumour_dir, SEED)
    drawings = root / "drawings"
    if requests := draw_tfds(drawings, SEED, names):
        request = drawings / "request.json"
        request.write_text(json.dumps({"data_dir": str(place.tfds_dir), "datasets": requests}), encoding="utf-8")
        _store(request)
    for name in names:
        stamp_of(folder_of(root, name)).write_text(f"{FORMAT_VERSION}\n", encoding="utf-8")


def _store(request: Path) -> None:
    command = [sys.executable, "-E", "-P", "-m", "grader.child.store_standins", str(request)]
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        words = " / ".join(done.stderr.strip().splitlines()[-2:]) or "it said nothing"
        if "No space left" in done.stderr:
            raise OSError(errno.ENOSPC, "No space left on device")
        raise KitError(f"TFDS could not store the stand-in datasets: {words}")


def _put_in_place(draft: Path, root: Path, name: str) -> None:
    if is_ready(root, [name]):
        return  # another process was quicker, and its stand-in is the same
    place = folder_of(root, name)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.rename(draft / f"old_{name}")
        folder_of(draft / "new", name).rename(place)
    except OSError:
        if not is_ready(root, [name]):
            raise


def _require_space(folder: Path) -> None:
    if shutil.disk_usage(folder).free < NEEDED_BYTES:
        raise OSError(errno.ENOSPC, "No space left on device")


def _sentence(root: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        needed = NEEDED_BYTES // 1_000_000
        return f"There is not enough space for the stand-in datasets: {root.parent} needs {needed} MB. Free some."
    return f"The stand-in datasets cannot be written to {root}: {error.strerror or error}."
