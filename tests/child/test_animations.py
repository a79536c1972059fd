"""What a file with an animation holds, whatever the file is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from grader.child import animations
from grader.child.animations import frames_of, look_of


def _drawing(column: int, size: tuple[int, int] = (60, 40)) -> Any:
    """Return a white picture (RGBA) with a black bar that starts at ``column``, and a frame around it."""
    pixels = np.full((size[1], size[0], 4), 255, "uint8")
    pixels[5, 5:-5, :3] = pixels[-6, 5:-5, :3] = 0
    pixels[10:30, column : column + 6, :3] = 0
    return pixels


def _save(file: Path, drawings: list[Any], **options: Any) -> None:
    first, *others = (Image.fromarray(one).convert("RGB") for one in drawings)
    first.save(file, save_all=True, append_images=others, **options)


def test_frames_are_read_with_size_duration_and_look(tmp_path: Path) -> None:
    """Each frame is there once, with its own look, its size and how long it is shown."""
    drawings = [_drawing(column) for column in (10, 20, 30)]
    _save(tmp_path / "a.gif", drawings, duration=1000)

    found = frames_of(tmp_path / "a.gif")

    assert (found["format"], found["problem"]) == ("GIF", None)
    assert [(frame["size"], frame["duration"]) for frame in found["frames"]] == [([60, 40], 1000.0)] * 3
    assert [frame["look"] for frame in found["frames"]] == [look_of(drawing) for drawing in drawings]


def test_a_file_that_says_no_duration_has_none(tmp_path: Path) -> None:
    """Where the file says nothing about time, the duration is 0."""
    _save(tmp_path / "a.gif", [_drawing(10), _drawing(20)])

    assert [frame["duration"] for frame in frames_of(tmp_path / "a.gif")["frames"]] == [0.0, 0.0]


@pytest.mark.parametrize("content", [b"", b"no picture", b"GIF89a", b"GIF89a\xff\xff\xff\xff\x80\x00\x00"])
def test_what_is_no_picture_is_said_in_words(tmp_path: Path, content: bytes) -> None:
    """An unreadable file gives a sentence, not an exception."""
    (tmp_path / "a.gif").write_bytes(content)

    assert "cannot be read as a picture" in frames_of(tmp_path / "a.gif")["problem"]
    assert "no such file" in frames_of(tmp_path / "b.gif")["problem"]


def test_a_picture_larger_than_anybody_needs_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many pixels, frames or bytes end the reading with a sentence."""
    _save(tmp_path / "a.gif", [_drawing(column) for column in (10, 20, 30)])

    for name, value, said in (
        ("MAX_PIXELS", 100, "60 x 40"),
        ("MAX_FRAMES", 2, "2 frames"),
        ("MAX_BYTES", 9, "larger"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(animations, name, value)
            assert said in frames_of(tmp_path / "a.gif")["problem"]


def test_margin_and_size_do_not_change_the_look() -> None:
    """A picture with another margin, or twice as large, looks the same; another picture does not; nothing has no look."""
    drawing = _drawing(20)
    framed = np.pad(drawing, ((7, 3), (2, 9), (0, 0)), constant_values=255)
    through = drawing.copy()
    through[(drawing[..., :3] == 255).all(axis=-1), 3] = 0

    assert (
        look_of(framed) == look_of(through) == look_of(drawing.repeat(2, axis=0).repeat(2, axis=1)) == look_of(drawing)
    )
    assert look_of(_drawing(26)) != look_of(drawing)
    assert look_of(np.full((40, 60, 4), 255, "uint8")) is None
