"""ModelCheckpoint, saving at the ends of epochs, as a function of the history."""

from __future__ import annotations

from dataclasses import dataclass

from grader.oracles.improvement import Best, History, Mode


@dataclass(frozen=True)
class CheckpointOutcome:
    """What ModelCheckpoint does with a history.

    ``saved`` are the epochs at whose end it wrote the file; ``held`` is the epoch in the file in the end, None where
    nothing was written.
    """

    saved: tuple[int, ...]

    @property
    def held(self) -> int | None:
        """Return the epoch whose model the file holds in the end."""
        return self.saved[-1] if self.saved else None


def model_checkpoint(
    history: History,
    *,
    monitor: str = "val_loss",
    save_best_only: bool = False,
    mode: Mode = "min",
    initial_value_threshold: float | None = None,
    initial_epoch: int = 0,
) -> CheckpointOutcome:
    """Return what ``ModelCheckpoint`` of keras 3.15 saves with ``save_freq="epoch"`` and one fixed file.

    With ``save_best_only``, an epoch without the monitored value is saved all the same, with a warning.
    A resumed run (``initial_epoch``, from 0) numbers its epochs on.
    """
    best = Best(mode, value=initial_value_threshold)
    saved = [
        epoch
        for epoch, logs in enumerate(history, start=initial_epoch + 1)
        if not save_best_only or monitor not in logs or best.take(logs[monitor])
    ]
    return CheckpointOutcome(tuple(saved))
