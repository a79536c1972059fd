from __future__ import annotations

from grader.recording.plan import Figure
from grader.recording.table import table


def test_each_epoch_has_a_row(figure: Figure) -> None:
    """Columns are named after panel and curve, once where both have one name; where a curve is shorter, its cell is empty."""
    text = table(figure, {"loss": [0.91234, 0.5], "val_loss": [0.8], "rate": [0.1, 0.01]})

    assert text.splitlines() == [
        "| epoch | loss, training | loss, validation | rate |",
        "| ---: | ---: | ---: | ---: |",
        "| 1 | 0.9123 | 0.8 | 0.1 |",
        "| 2 | 0.5 |  | 0.01 |",
    ]
