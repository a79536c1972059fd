"""Proofs of tensorboard-defaults: what the TensorBoard callback writes without being asked, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import keras

from grader.child.tiny import tiny_model
from tests.quiz_proofs.events import Curves, curves_of, layers_in_graph
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import BATCH_SIZE, data
from tests.quiz_proofs.saves import is_a_model
from tests.quiz_proofs.watch import shared
from tests.quiz_proofs.workplace import files

prove = proofs_of("tensorboard-defaults")


@dataclass
class Seen:
    """What a training with the callback left behind."""

    failed: bool
    layers: list[str]
    layers_in_graph: list[str]
    history: dict[str, list[float]]
    train: Curves
    validation: Curves
    models: list[Path]


@shared
def _a_training() -> Seen:
    """Train two epochs with validation, in an empty folder, with all arguments as they are by default."""
    model = tiny_model()
    failed = False
    try:
        callbacks = [keras.callbacks.TensorBoard()]
        model.fit(*data(), epochs=2, batch_size=BATCH_SIZE, validation_data=data(2), verbose=0, callbacks=callbacks)
    except (TypeError, ValueError):
        failed = True
    train, validation = Path("logs/train"), Path("logs/validation")
    return Seen(
        failed=failed,
        layers=[layer.name for layer in model.layers],
        layers_in_graph=layers_in_graph(train),
        history=model.history.history,
        train=curves_of(train),
        validation=curves_of(validation),
        models=[path for path in files() if is_a_model(path)],
    )


@prove("a")
def test_fails_without_a_folder() -> bool:
    """Look whether making or using the callback raises."""
    return _a_training().failed


@prove("b")
def test_writes_a_graph_of_the_layers() -> bool:
    """The graph names the layers of this model."""
    seen = _a_training()
    return seen.layers != [] and set(seen.layers) <= set(seen.layers_in_graph)


@prove("c")
def test_writes_the_metrics_of_each_epoch() -> bool:
    """Each curve has a value for each epoch, the one in the history."""
    seen = _a_training()

    def curve(values: list[float]) -> dict[int, float]:
        return {epoch: round(value, 5) for epoch, value in enumerate(values)}

    def written(curves: Curves, name: str) -> dict[int, float]:
        return {step: round(value, 5) for step, value in curves[f"epoch_{name}"].items()}

    return all(
        written(seen.train, name) == curve(seen.history[name])
        and written(seen.validation, name) == curve(seen.history[f"val_{name}"])
        for name in ("loss", "accuracy")
    )


@prove("d")
def test_saves_the_model() -> bool:
    """Try to load a model from every file that was written."""
    return _a_training().models != []
