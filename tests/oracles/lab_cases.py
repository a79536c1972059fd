"""Random curves and settings for the three tellings of the rules: Keras, the oracles, the script of the callback lab."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grader.oracles import early_stopping, model_checkpoint, overfitting, reduce_lr_on_plateau
from tests.oracles.driven import DECIMALS, GRID, HAIRS, MONITOR, ODD, STEPS, drive

Curve = list[float | None]
Outcome = dict[str, Any]
RATE = 0.01
_DELTAS = [0.0, 0.0, 0.0, 0.125, 0.25, 1e-4, 0.001, 0.1, -0.125, 5.0]
_MONITORS = [("val_loss", "auto"), ("val_loss", "min"), ("val_loss", "max"), ("val_accuracy", "auto")]
_PATIENCES = [0, 1, 1, 2, 2, 3, 4, 7, 1000]


@dataclass(frozen=True)
class Case:
    """One callback, what it watches, and its settings under the names of Keras."""

    callback: str
    monitor: str
    mode: str
    curve: Curve
    settings: dict[str, Any]
    losses: Curve

    @property
    def meant(self) -> Any:
        """Return the mode that the monitor's name means, where it is not told."""
        return self.mode if self.mode != "auto" else "max" if self.monitor == "val_accuracy" else "min"

    @property
    def history(self) -> list[dict[str, float]]:
        """Return the curve as the logs of each epoch."""
        rows = zip(self.losses, self.curve, strict=True)
        return [{key: v for key, v in (("loss", loss), (self.monitor, value)) if v is not None} for loss, value in rows]


def cases(count: int, seed: int) -> list[Case]:
    """Return ``count`` cases, those of the four callbacks in turn."""
    rng = random.Random(seed)
    return [_case(rng, name) for _ in range(count // len(_SETTINGS)) for name in _SETTINGS]


def _case(rng: random.Random, callback: str) -> Case:
    monitor, mode = rng.choice(_MONITORS) if callback != "overfitting" else (MONITOR, "min")
    curve = _curve(rng)
    losses: Curve = [1.0] * len(curve) if callback != "overfitting" else _curve(rng, len(curve))
    return Case(callback, monitor, mode, curve, _SETTINGS[callback](rng), losses)


def _curve(rng: random.Random, length: int | None = None) -> Curve:
    base = rng.choice(GRID + DECIMALS)
    kinds: list[Callable[[], float]] = [
        lambda: rng.choice(GRID + ODD[:1]),  # ties
        lambda: base + rng.choice(HAIRS),  # ties in single precision alone
        lambda: base + rng.choice(STEPS),  # differences of exactly a min_delta, give or take a hair
        lambda: rng.choice([*ODD, -1.0, 0.0, 1e-30, 3e38, rng.uniform(0, 4)]),
        lambda: rng.uniform(0, 4),
    ]
    values = rng.choice(kinds)
    gaps = rng.choice([0.0, 0.0, 0.1, 0.5])
    return [None if rng.random() < gaps else float(values()) for _ in range(length or rng.randint(1, 16))]


def _stopping(rng: random.Random) -> dict[str, Any]:
    return {
        "patience": rng.choice(_PATIENCES),
        "min_delta": rng.choice(_DELTAS),
        "start_from_epoch": rng.choice([0, 0, 1, 3, 5, 99]),
        "restore_best_weights": rng.random() < 0.5,
    }


def _saving(rng: random.Random) -> dict[str, Any]:
    return {"save_best_only": rng.random() < 0.8, "initial_value_threshold": rng.choice([None, None, 0.5, 0.7])}


def _slowing(rng: random.Random) -> dict[str, Any]:
    return {
        "patience": rng.choice(_PATIENCES),
        "factor": rng.choice([0.0, 0.1, 0.3, 0.5, 0.999]),
        "cooldown": rng.choice([0, 0, 1, 2, 3, 50]),
        "min_delta": rng.choice(_DELTAS),
        "min_lr": rng.choice([0.0, 0.0, 1e-4, 0.003, 0.01, 0.1]),
    }


_SETTINGS: dict[str, Callable[[random.Random], dict[str, Any]]] = {
    "EarlyStopping": _stopping,
    "ModelCheckpoint": _saving,
    "ReduceLROnPlateau": _slowing,
    "overfitting": lambda rng: {"threshold": rng.choice([0.0, 0.7, 1.0, 1.3, 1.5, 2.0, 1e9])},
}


def by_oracle(case: Case) -> Outcome:
    """Return what the oracle says."""
    watch = {"monitor": case.monitor, "mode": case.meant}
    if case.callback == "EarlyStopping":
        said = early_stopping(case.history, **watch, **case.settings)
        return {
            "ran": said.epochs_run,
            "stop": said.stop_epoch,
            "best": said.best_epoch,
            "restored": said.restored_epoch,
        }
    if case.callback == "ModelCheckpoint":
        saved = model_checkpoint(case.history, **watch, **case.settings)
        return {"saved": list(saved.saved), "held": saved.held}
    if case.callback == "ReduceLROnPlateau":
        slowed = reduce_lr_on_plateau(case.history, rate=RATE, **watch, **case.settings)
        return {"rates": list(slowed.rates), "reductions": list(slowed.reductions), "final": slowed.final_rate}
    outcome = overfitting(case.history, **case.settings)
    return {"stop": outcome.stop_epoch, "ratios": [repr(ratio) for ratio in outcome.ratios]}


def by_keras(case: Case) -> Outcome:
    """Return what the real callback did; for the overfitting rule, a callback that is written as the exercise says."""
    if case.callback == "EarlyStopping":
        return _stopped(case)
    if case.callback == "ModelCheckpoint":
        return _saved(case)
    if case.callback == "ReduceLROnPlateau":
        return _slowed(case)
    return _overfitted(case)


def _watching(case: Case) -> dict[str, Any]:
    return {"monitor": case.monitor, "mode": case.mode, "verbose": 1, **case.settings}


def _stopped(case: Case) -> Outcome:
    import keras

    real = keras.callbacks.EarlyStopping(**_watching(case))
    seen = drive(real, case.history)
    # Without a value that counted there is no best epoch; its number is 0 then, which also stands for the first one.
    best = None if real.best is None else real.best_epoch + 1
    held = seen.marker if best is not None and real.restore_best_weights else None
    return {"ran": seen.epochs_run, "stop": seen.epochs_run if seen.stopped else None, "best": best, "restored": held}


def _saved(case: Case) -> Outcome:
    import keras

    class Recorded(keras.callbacks.ModelCheckpoint):
        """Asks the model to save like its parent, and gives it a model that only notes the epoch."""

        saved: list[int]

        @property
        def model(self) -> Any:
            return self

        def save(self, filepath: str, overwrite: bool) -> None:
            self.saved.append(self._current_epoch + 1)

        def _set_monitor_op(self) -> None:
            self.metrics = self._model.metrics
            super()._set_monitor_op()

    real = Recorded("unwritten.keras", **_watching(case))
    real.saved = []
    drive(real, case.history)
    return {"saved": real.saved, "held": real.saved[-1] if real.saved else None}


def _slowed(case: Case) -> Outcome:
    import keras

    seen = drive(keras.callbacks.ReduceLROnPlateau(**_watching(case)), case.history, RATE)
    reductions = seen.epochs_that("ReduceLROnPlateau reducing learning rate to")
    return {"rates": seen.rates, "reductions": reductions, "final": seen.final_rate}


def _overfitted(case: Case) -> Outcome:
    import keras
    import numpy as np

    ratios: list[str] = []

    class Written(keras.callbacks.Callback):
        """The rule of the exercise with the arithmetic of NumPy, where dividing by 0 is no error."""

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            if "loss" not in logs or "val_loss" not in logs:
                ratios.append("None")
                return
            with np.errstate(all="ignore"):
                ratio = float(np.float64(logs["val_loss"]) / np.float64(logs["loss"]))
            if logs["loss"] == 0:  # the exercise: infinite when val_loss is above it, and otherwise nothing to compare
                ratio = float("inf") if logs["val_loss"] > 0 else float("nan")
            ratios.append(repr(ratio))
            self.model.stop_training = ratio > case.settings["threshold"]

    seen = drive(Written(), case.history)
    return {"stop": seen.epochs_run if seen.stopped else None, "ratios": ratios}
