"""A CSV file that a submission wrote."""

from __future__ import annotations

import pytest

from grader.judge import Unmet
from grader.judge.tables import Table, expect_columns, expect_epochs, number

TABLE = Table(("epoch", "loss"), (("0", "0.5"), ("1", "0.25")))


@pytest.mark.parametrize(
    "text",
    [
        "epoch,loss\n0,0.5\n1,0.25\n",
        "epoch,loss\r\n0,0.5\r\n1,0.25\r\n",
        "epoch,loss\n\n0,0.5\n\n1,0.25",
        '"epoch","loss"\n"0","0.5"\n"1","0.25"\n',
    ],
)
def test_differences_that_do_not_matter(text: str) -> None:
    """Line ends, blank lines, a missing last line end and quotes make no difference."""
    assert Table.of(text) == TABLE


@pytest.mark.parametrize("text", ["", "\n\r\n", "x" * 200_000])
def test_nothing_to_read(text: str) -> None:
    """What is empty, or no CSV file at all, is a table without columns."""
    assert Table.of(text) == Table((), ())


def test_a_column_by_its_name() -> None:
    """The cells come from top to bottom; a row that is too short has an empty one."""
    assert TABLE.column("loss") == ["0.5", "0.25"]
    assert Table(("epoch", "loss"), (("0",),)).column("loss") == [""]


def test_numbers() -> None:
    """A cell that holds no number is None."""
    assert number("1e-3") == 0.001
    assert number("NA") is None


def test_missing_columns_are_named() -> None:
    """The message names what is missing and shows the first line; a semicolon shows as part of a name."""
    expect_columns(TABLE, ["loss", "epoch"], "")
    with pytest.raises(Unmet, match=r"the columns `epoch`, `val_loss`.*\nseen: the first line is `epoch;loss`"):
        expect_columns(Table.of("epoch;loss\n0;0.5\n"), ["epoch", "val_loss"], "")
    with pytest.raises(Unmet, match="seen: no line that can be read"):
        expect_columns(Table.of(""), ["epoch"], "")


def test_rows_of_another_length() -> None:
    """A row with more or fewer cells than there are columns is shown."""
    with pytest.raises(Unmet, match=r"row 2 has 2 cells.*\nseen: 3: 1, 2, 3"):
        expect_columns(Table.of("epoch,loss\n0,0.5\n1,2,3\n"), ["epoch"], "")


def test_epochs_in_order() -> None:
    """Epochs are compared as numbers; a header in the middle, a gap or another start is seen."""
    expect_epochs(TABLE, [0, 1], "")
    expect_epochs(Table(("epoch",), (("0.0",), ("1.0",))), [0, 1], "")
    for cells, wanted in ((("0", "epoch", "1"), [0, 1]), (("1", "2"), [0, 1]), ((), [0])):
        with pytest.raises(Unmet, match="the column `epoch` holds 0"):
            expect_epochs(Table(("epoch",), tuple((cell,) for cell in cells)), wanted, "")


def test_long_lists_are_shortened() -> None:
    """Of many rows the first and the last ones are shown, and how many there are."""
    with pytest.raises(Unmet, match=r"seen: 0, 1, 2, 3, 4, 5, \.\.\., 47, 48, 49 \(50 rows\)\n"):
        expect_epochs(Table(("epoch",), tuple((str(index),) for index in range(50))), [0], "")
