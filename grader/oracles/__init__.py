"""What callbacks must do, as pure functions of a history: the rules of keras 3.15 without Keras.

A history is a list with the logs of each epoch; a metric that was not measured is a missing key. Settings have the
names and defaults of Keras. Epochs in outcomes count from 1.
"""

from __future__ import annotations

from grader.oracles.early_stopping import EarlyStoppingOutcome, early_stopping
from grader.oracles.foreseen import Foreseen
from grader.oracles.hooks import HookCall, evaluate_hooks, fit_hooks, predict_hooks
from grader.oracles.improvement import Best, History, Mode
from grader.oracles.learning_rate_scheduler import SchedulerOutcome, learning_rate_scheduler
from grader.oracles.marked import Measured, marked
from grader.oracles.model_checkpoint import CheckpointOutcome, model_checkpoint
from grader.oracles.overfitting import OverfittingOutcome, overfitting
from grader.oracles.reduce_lr_on_plateau import PlateauOutcome, reduce_lr_on_plateau

__all__ = [
    "Best",
    "CheckpointOutcome",
    "EarlyStoppingOutcome",
    "Foreseen",
    "History",
    "HookCall",
    "Measured",
    "Mode",
    "OverfittingOutcome",
    "PlateauOutcome",
    "SchedulerOutcome",
    "early_stopping",
    "evaluate_hooks",
    "fit_hooks",
    "learning_rate_scheduler",
    "marked",
    "model_checkpoint",
    "overfitting",
    "predict_hooks",
    "reduce_lr_on_plateau",
]
