"""The environment of a child: an allow-list, so that no setting of the learner changes a verdict."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

# Windows needs its system variables to start a process at all; the others let `--device gpu` find its libraries.
GPU_VARIABLES = ("LD_LIBRARY_PATH", "CUDA_HOME", "CUDA_PATH")
_KEPT = ("PATH", "LANG", "SYSTEMROOT", "WINDIR", "COMSPEC", *GPU_VARIABLES)
# Where matplotlib keeps its list of the system's fonts, which takes seconds to make where there are many.
_FONTS = Path(sys.prefix) / "var" / "matplotlib"
_HIDDEN = "-1"


def server_environment(home: Path, outer: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the variables that a process starts with, before it imports Keras; ``home`` is an empty folder."""
    kept = {name: outer[name] for name in _KEPT if name in outer}
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "TMPDIR": str(home),
        "TEMP": str(home),
        "TMP": str(home),
        "KERAS_HOME": str(home / "keras"),
        "KERAS_BACKEND": "tensorflow",
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": str(_FONTS),
        "PYTHONIOENCODING": "utf-8",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "OMP_NUM_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": _HIDDEN,
    }


def run_environment(
    folder: Path, data: Path | None, device: str, outer: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return what changes from run to run: the run's own folders, the stand-in data, the device."""
    places = {name: str(folder) for name in ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP")}
    visible = outer.get("CUDA_VISIBLE_DEVICES", "0") if device == "gpu" else _HIDDEN
    datasets = {"TFDS_DATA_DIR": str(data)} if data else {}
    return places | datasets | {"CUDA_VISIBLE_DEVICES": visible}
