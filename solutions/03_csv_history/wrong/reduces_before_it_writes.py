"""A callback of its own that writes the row after it has reduced the rate.

misconception: rate_of_the_next_epoch
caught by: test_records_the_rate_of_each_epoch
message: learning_rate 0.
message: trained with
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import keras


class LoggedPlateau(keras.callbacks.Callback):
    def __init__(self, path: str | os.PathLike[str], factor: float, patience: int, old: list[str]) -> None:
        super().__init__()
        self.path, self.factor, self.patience = Path(path), factor, patience
        self.lines = list(old)
        self.best: float | None = None
        self.wait = 0

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        logs = dict(logs or {})
        self.look(logs["val_loss"], float(self.model.optimizer.learning_rate))
        rate = float(self.model.optimizer.learning_rate)
        cells = {"learning_rate": rate, **logs, "epoch": epoch}
        if not self.lines:
            self.lines.append(",".join(cells))
        self.lines.append(",".join(repr(cells[key]) for key in self.lines[0].split(",")))
        self.path.write_text("\n".join(self.lines) + "\n", encoding="utf-8")

    def look(self, val_loss: float, rate: float) -> None:
        if self.best is None or val_loss < self.best:
            self.best, self.wait = val_loss, 0
            return
        self.wait += 1
        if self.wait == self.patience:
            self.model.optimizer.learning_rate = rate * self.factor
            self.wait = 0


def train_with_log(
    model: keras.Model,
    x: Any,
    y: Any,
    x_val: Any,
    y_val: Any,
    csv_path: str | os.PathLike[str],
    epochs: int,
    initial_epoch: int = 0,
) -> keras.callbacks.History:
    path = Path(csv_path)
    os.makedirs(path.parent, exist_ok=True)
    old = path.read_text(encoding="utf-8").splitlines() if initial_epoch > 0 and path.exists() else []
    return model.fit(
        x,
        y,
        epochs=epochs,
        initial_epoch=initial_epoch,
        validation_data=(x_val, y_val),
        callbacks=LoggedPlateau(path, factor=0.5, patience=2, old=old),
    )


def best_epoch(csv_path: str | os.PathLike[str], metric: str = "val_loss", mode: str = "min") -> int:
    match mode:
        case "min" | "max":
            pass
        case _:
            raise ValueError(f"unknown mode: {mode}")
    header, *lines = Path(csv_path).read_text(encoding="utf-8").splitlines() or [""]
    columns = header.split(",")
    if metric not in columns:
        raise ValueError(f"{metric!r} not in {columns!r}")
    values: dict[int, float] = {}
    for line in lines:
        row = dict(zip(columns, line.split(","), strict=True))
        if row[metric] and row[metric].lower() not in ("na", "nan"):
            values[int(row["epoch"])] = float(row[metric])
    if not values:
        raise ValueError("no usable row")
    extreme = min(values.values()) if mode == "min" else max(values.values())
    return next(epoch for epoch, value in values.items() if value == extreme)
