"""Animated pictures as plain data: how many frames, how large, how long each is shown, and what it looks like."""

from __future__ import annotations

import base64
import struct
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageSequence

MAX_BYTES, MAX_PIXELS, MAX_FRAMES = 60_000_000, 20_000_000, 100
GRID = (200, 50)
_UNREADABLE = (OSError, ValueError, EOFError, SyntaxError, IndexError, struct.error, Image.DecompressionBombError)
_SURE = 48  # a pixel differs from the background when any colour does by more than this: palettes shift them a little


def frames_of(file: Path) -> dict[str, Any]:
    """Return what the picture in ``file`` holds; whatever the file is, this returns.

    ``problem`` is a sentence when it cannot be read, or is larger than anybody needs, else None. Each of ``frames`` has
    ``size`` (width, height), ``duration`` in milliseconds (0 where the file says nothing) and ``look``, as ``look_of``.
    """
    found: dict[str, Any] = {"format": None, "frames": [], "problem": None}
    if not file.is_file():
        return found | {"problem": "there is no such file"}
    if file.stat().st_size > MAX_BYTES:
        return found | {"problem": f"it is larger than {MAX_BYTES // 1_000_000} MB"}
    try:
        with Image.open(file) as picture:
            found["format"] = picture.format
            found["problem"] = _read(picture, found["frames"])
    except _UNREADABLE as error:
        found["problem"] = f"it cannot be read as a picture ({type(error).__name__})"
    return found


def _read(picture: Image.Image, frames: list[dict[str, Any]]) -> str | None:
    """Add the frames of ``picture`` to ``frames``; return why not all of them, if so."""
    for frame in ImageSequence.Iterator(picture):
        if len(frames) == MAX_FRAMES:
            return f"it has more than {MAX_FRAMES} frames"
        if frame.width * frame.height > MAX_PIXELS:
            return f"it is {frame.width} x {frame.height} pixels large"
        pixels = np.asarray(frame.convert("RGBA"))
        duration = float(frame.info.get("duration") or 0)
        frames.append({"size": list(frame.size), "duration": duration, "look": look_of(pixels)})
    return None


def look_of(pixels: Any) -> str | None:
    """Return the look of a picture (height, width, RGBA): a small grey one in base64, ``GRID`` pixels, a byte for each.

    An empty margin is cut off and what is left is stretched, so that the same picture in another size, or with another
    margin, looks the same. None: there is nothing in it.
    """
    colours, opaque = pixels[..., :3].astype("float32"), pixels[..., 3:].astype("float32") / 255
    colours = colours * opaque + 255 * (1 - opaque)
    inked = np.abs(colours - colours[0, 0]).max(axis=-1) > _SURE
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not len(rows):
        return None
    inside = colours[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].mean(axis=-1)
    small = Image.fromarray(inside.round().astype("uint8")).resize(GRID, Image.Resampling.BOX)
    return base64.b64encode(small.tobytes()).decode("ascii")
