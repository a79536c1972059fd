"""What the child does with a case: trains on scripts and for real, asks for best epochs, reads what was left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np

from grader.child.record import Record
from grader.child.shared_numbers import left_alone
from grader.child.submission import Submission
from grader.child.tiny import separable_data, tiny_data, tiny_model

Case = dict[str, Any]
LONGEST = 50_000


class Watch(keras.callbacks.Callback):
    """Gives a training its curve, and notes what the file holds as each epoch begins, before the learner's callbacks."""

    def __init__(self, curve: list[dict[str, float]], file: Path) -> None:
        super().__init__()
        self._curve, self._file = curve, file
        self.seen: dict[int, str | None] = {}

    def values_of(self, epoch: int) -> dict[str, float]:
        """Return what ``epoch`` (from 0) measures; after the last one its values repeat."""
        return self._curve[min(epoch, len(self._curve) - 1)]

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Read the file."""
        self.seen[epoch] = _text_of(self._file)


def train_on_a_script(case: Case, submission: Submission, record: Record) -> None:
    """Let `train_with_log` train a model that measures the curve, in one call or several, by position."""
    for folder in case["folders"]:
        Path(folder).mkdir()
    for name, text in case["existing"].items():
        Path(name).write_text(text, encoding="utf-8", newline="")
    path = record.folder / case["path"] if case["kind"] == "path" else case["path"]
    watch = Watch(case["curve"], record.folder / case["path"])
    model, (x, y) = _scripted(watch, case), tiny_data(0, samples=8)
    try:
        for call in case["calls"]:
            history = submission.train_with_log(model, x, y, x[:4], y[:4], path, *call.values())
            record.value("returned", _epochs_of(history))
    finally:
        record.value("seen", watch.seen)
        record.value("kept", {name: _text_of(Path(name)) for name in case["existing"]})


def train_for_real(case: Case, submission: Submission, record: Record) -> None:
    """Let `train_with_log` train a real model, by name, against labels that are all wrong: its val_loss soon rises."""
    Path(case["path"]).parent.mkdir()
    x, y = separable_data(case["training_seed"], samples=48)
    model = tiny_model(case["rate"])
    model.run_eagerly = True  # a handful of steps is not worth a trace
    arguments = {"model": model, "x": x, "y": y, "x_val": x, "y_val": 1 - y, "initial_epoch": 0}
    history = submission.train_with_log(csv_path=Path(case["path"]), epochs=case["epochs"], **arguments)
    record.value("returned", _epochs_of(history))
    record.value("evaluated", model.evaluate(x, 1 - y, verbose=0, return_dict=True)["loss"])


def ask(case: Case, submission: Submission, record: Record) -> None:
    """Ask for the best epoch of one file."""
    with left_alone(record):
        best = _best_epoch(case, submission)
    record.value("best", best)


def ask_in_vain(case: Case, submission: Submission, record: Record) -> None:
    """Ask for a best epoch that cannot be told; whatever is raised but a ValueError goes on."""
    try:
        record.value("best", _best_epoch(case, submission))
    except ValueError as error:
        record.value("refused", str(error))


def read_file(case: Case, submission: Submission, record: Record) -> None:
    """Read the file that another run has left, if there is one."""
    record.value("text", _text_of(Path(case["folder"]) / case["path"]))


def _scripted(watch: Watch, case: Case) -> Any:
    """Return a compiled model with the metrics of the curve, whose ``fit`` calls the hooks alone."""
    model = tiny_model(case["rate"])
    names = [name for name in case["curve"][0] if name != "loss" and not name.startswith("val_")]
    metrics = [keras.metrics.MeanSquaredError(name=name) for name in names]
    model.compile(optimizer=keras.optimizers.SGD(case["rate"]), loss="mse", metrics=metrics, jit_compile=False)
    # Monitors in `auto` mode look for the compiled metrics, which exist once the model has been used.
    model._compile_metrics.build(np.zeros((1, 2)), np.zeros((1, 2)))
    model.script, model.replayed = watch, True
    return model


def _best_epoch(case: Case, submission: Submission) -> Any:
    end = case["line_end"]
    text = "".join(f"{','.join(line)}{end}" for line in (case["columns"], *case["rows"]) if line)
    file = Path("history.csv")
    file.write_text(text, encoding="utf-8", newline="")
    path, options = (file if case["kind"] == "path" else str(file)), case["options"]
    if case["by_name"]:
        return submission.best_epoch(csv_path=path, **options)
    return submission.best_epoch(path, *options.values())


def _text_of(file: Path) -> str | None:
    """Return what is in the file, or None when there is none; what is no text is replaced."""
    if not file.is_file():
        return None
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        return stream.read(LONGEST)


def _epochs_of(returned: Any) -> Any:
    """Return the epochs of a History, or the name of what was returned instead."""
    return returned.epoch if isinstance(returned, keras.callbacks.History) else type(returned).__name__
