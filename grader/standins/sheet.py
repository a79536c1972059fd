"""A few pictures of each class on one sheet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from grader.standins import brains
from grader.standins.making import SEED
from grader.standins.table import BRAIN_CLASSES, TFDS

_COLUMNS, _CELL, _MARGIN = 8, 112, 130


def contact_sheet(path: Path) -> None:
    """Write a PNG to ``path`` with eight freshly drawn pictures of each class."""
    rows = [(f"{one.name}\n{name}", one.draw, label) for one in TFDS for label, name in enumerate(one.classes)]
    rows += [(f"brain tumour\n{name}", brains.draw, label) for label, name in enumerate(BRAIN_CLASSES)]
    sheet = Image.new("RGB", (_MARGIN + _COLUMNS * _CELL, len(rows) * _CELL + 20), "white")
    pen = ImageDraw.Draw(sheet)
    for row, (name, draw, label) in enumerate(rows):
        generator = np.random.default_rng([SEED, row, 1])
        pen.text((6, row * _CELL + 40), name, fill="black", font_size=13)
        for column in range(_COLUMNS):
            picture = draw(generator, label).resize((_CELL - 6, _CELL - 6))
            sheet.paste(picture, (_MARGIN + column * _CELL, row * _CELL + 3))
    pen.text(
        (6, len(rows) * _CELL + 3), "Drawn by the kit: stand-ins, no photographs, not for diagnosis.", fill="black"
    )
    sheet.save(path)
