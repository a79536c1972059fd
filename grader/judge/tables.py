"""A CSV file that a submission wrote: its columns by name, whatever their order, quotes and line ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from grader.judge.expect import expect

_SHOWN = 12


@dataclass(frozen=True)
class Table:
    """The cells of a comma-separated file as text; ``columns`` is its first line, blank lines are left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> Table:
        """Return the table in ``text``, which has no columns and no rows when it cannot be read as one."""
        try:
            lines = [tuple(line) for line in csv.reader(io.StringIO(text, newline="")) if line]
        except csv.Error:
            lines = []
        return cls(lines[0], tuple(lines[1:])) if lines else cls((), ())

    def column(self, name: str) -> list[str]:
        """Return the cells of the column ``name``, from top to bottom; raises ValueError when there is none."""
        index = self.columns.index(name)
        return [row[index] if index < len(row) else "" for row in self.rows]


def number(cell: str) -> float | None:
    """Return the number that ``cell`` holds, or None."""
    try:
        return float(cell)
    except ValueError:
        return None


def expect_columns(table: Table, wanted: Collection[str], why: str) -> None:
    """Raise Unmet unless ``table`` has all columns of ``wanted``, separated by commas, and each row as many cells."""
    missing = [name for name in wanted if name not in table.columns]
    seen = f"the first line is {_quoted(table.columns)}" if table.columns else "no line that can be read"
    expected = f"a first line with the column{'s' if len(missing) > 1 else ''} {_quoted(missing)}, separated by commas"
    expect(not missing, expected=expected, seen=seen, why=why)
    for index, row in enumerate(table.rows, start=1):
        expected = f"row {index} has {len(table.columns)} cells, as many as the first line"
        cells = f"{len(row)}: {', '.join(row)[:100]}"
        expect(len(row) == len(table.columns), expected=expected, seen=cells, why="Otherwise values get other names.")


def expect_epochs(table: Table, wanted: Sequence[int], why: str) -> None:
    """Raise Unmet unless the column ``epoch`` holds the numbers ``wanted``, in this order."""
    cells = table.column("epoch")
    expected, seen = f"the column `epoch` holds {_listed(wanted)}", _listed(cells)
    expect([number(cell) for cell in cells] == list(wanted), expected=expected, seen=seen, why=why)


def _quoted(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)[:200]


def _listed(cells: Iterable[object]) -> str:
    """Return the cells one after the other; where there are many, the first and the last ones and how many there are."""
    shown = [str(cell)[:20] for cell in cells]
    if len(shown) > _SHOWN:
        return f"{', '.join(shown[: _SHOWN // 2])}, ..., {', '.join(shown[-3:])} ({len(shown)} rows)"
    return ", ".join(shown) or "no row"
