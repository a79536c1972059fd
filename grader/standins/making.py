"""Making the stand-ins: drawn beside their place, put there whole."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from grader.kit.errors import KitError
from grader.standins.place import FORMAT_VERSION, StandIns, is_ready, location, stamp_of

NEEDED_BYTES = 60_000_000
SEED = 20_270


def prepare(root: Path, progress: Callable[[str], object]) -> StandIns:
    """Return the stand-ins below ``root``, made first when they are absent or of another format.

    They appear whole or not at all, whatever interrupts this. Raises KitError when the folder cannot be written to, when
    the disk is full, or when TFDS cannot store them.
    """
    if not is_ready(root):
        progress("Drawing the stand-in datasets (once, under half a minute) ...")
        try:
            root.parent.mkdir(parents=True, exist_ok=True)
            _require_space(root.parent)
            with tempfile.TemporaryDirectory(dir=root.parent, prefix="standins-") as draft:
                _make(Path(draft) / "new")
                _put_in_place(Path(draft) / "new", root, Path(draft) / "old")
        except OSError as error:
            raise KitError(_sentence(root, error)) from error
    return location(root)


def _make(root: Path) -> None:
    # NumPy and Pillow take a moment to import, and are needed here alone.
    from grader.standins.folders import draw_brains, draw_tfds

    root.mkdir()
    place = location(root)
    draw_brains(place.brain_tumour_dir, SEED)
    drawings = root / "drawings"
    requests = draw_tfds(drawings, SEED)
    place.tfds_dir.mkdir()
    request = drawings / "request.json"
    request.write_text(json.dumps({"data_dir": str(place.tfds_dir), "datasets": requests}), encoding="utf-8")
    _store(request)
    shutil.rmtree(drawings)
    stamp_of(root).write_text(f"{FORMAT_VERSION}\n", encoding="utf-8")


def _store(request: Path) -> None:
    command = [sys.executable, "-E", "-P", "-m", "grader.child.store_standins", str(request)]
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        words = " / ".join(done.stderr.strip().splitlines()[-2:]) or "it said nothing"
        if "No space left" in done.stderr:
            raise OSError(errno.ENOSPC, "No space left on device")
        raise KitError(f"TFDS could not store the stand-in datasets: {words}")


def _put_in_place(new: Path, root: Path, old: Path) -> None:
    if is_ready(root):
        return  # another process was quicker, and its stand-ins are the same
    try:
        if root.exists():
            root.rename(old)
        new.rename(root)
    except OSError:
        if not is_ready(root):
            raise


def _require_space(folder: Path) -> None:
    if shutil.disk_usage(folder).free < NEEDED_BYTES:
        raise OSError(errno.ENOSPC, "No space left on device")


def _sentence(root: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        needed = NEEDED_BYTES // 1_000_000
        return f"There is not enough space for the stand-in datasets: {root.parent} needs {needed} MB. Free some."
    return f"The stand-in datasets cannot be written to {root}: {error.strerror or error}."
