"""What the proofs look with: each sense sees the thing whose absence makes a claim false."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keras
import pytest
from keras.callbacks import BackupAndRestore, EarlyStopping, ModelCheckpoint, TensorBoard

from grader.child.tiny import marker_of, tiny_model
from grader.child.transcript import HOOKS
from tests.quiz_proofs.events import curves_of, layers_in_graph
from tests.quiz_proofs.recording import (
    BATCH_SIZE,
    BATCHES,
    EPOCHS,
    Recorder,
    data,
    evaluate_calls,
    fit_calls,
    predict_calls,
)
from tests.quiz_proofs.saves import SavesSeen, is_a_model
from tests.quiz_proofs.scripted import epochs_run, train
from tests.quiz_proofs.watch import Watch, shared
from tests.quiz_proofs.workplace import empty_folder, files


@pytest.fixture(autouse=True)
def workplace() -> Iterator[None]:
    """Work in an empty folder."""
    with empty_folder():
        yield


def test_files_of_a_callback_are_seen() -> None:
    """The working folder shows what a callback leaves in it, in folders too."""
    train([1.0], ModelCheckpoint("below/model.keras"))
    assert files() == [Path("below/model.keras")]


def test_a_model_is_told_from_other_files() -> None:
    """Whole models can be loaded; weights alone, backups and events cannot."""
    train([1.0], ModelCheckpoint("model.keras"), ModelCheckpoint("model.h5"))
    train([1.0], ModelCheckpoint("only.weights.h5", save_weights_only=True), TensorBoard("events"))
    train([1.0], BackupAndRestore("backup", delete_checkpoint=False))
    found = {path.name for path in files() if is_a_model(path)}
    assert found == {"model.keras", "model.h5"}
    assert len(files()) > len(found) + 2


def test_a_saved_model_has_the_file_by_which_it_is_known() -> None:
    """An export, which is one, has the file that the proof looks for."""
    tiny_model().export("exported", verbose=False)
    assert any(Path().rglob("saved_model.pb"))


def test_saves_after_batches_are_seen() -> None:
    """A checkpoint that is asked to save after every batch is seen to do so, over all epochs."""
    seen = SavesSeen("model.keras")
    train([1.0, 0.5], ModelCheckpoint("model.keras", save_freq=1), seen, batches=3)
    assert (seen.batches, seen.epochs) == ([1, 2, 3, 4, 5, 6], [])


def test_a_scripted_training_measures_its_script() -> None:
    """The history is the script, the weights tell the epoch, and the next training starts anew."""
    for run in ([3.0, 2.0, 4.0], [1.0, 0.5]):
        recorder = Recorder()
        model = train(run, recorder, losses=[2.0] * len(run), batches=2)
        assert model.history.history["val_loss"] == run
        assert model.history.history["loss"] == [2.0] * len(run)
        assert (epochs_run(model), marker_of(model)) == (len(run), len(run))
        assert (recorder.calls[0].trained, recorder.calls[-1].trained) == (0, 2 * len(run))


def test_a_training_that_ends_early_is_seen() -> None:
    """The epochs that ran are counted, not those that were planned."""
    assert epochs_run(train([1.0] * 5, EarlyStopping(patience=1))) == 2


def test_every_hook_is_recorded() -> None:
    """The three recorded runs call all hooks that there are, with their numbers."""
    calls = [*fit_calls(validated=True), *evaluate_calls(), *predict_calls()]
    assert {call.hook for call in calls} == set(HOOKS)
    numbers = [call.at for call in fit_calls(validated=False) if call.hook == "on_train_batch_end"]
    assert numbers == [*range(BATCHES)] * EPOCHS


def test_curves_and_graphs_are_read() -> None:
    """Numbers come back under their tags and steps; no graph is seen where none was asked for, or of a class of one's own."""
    train([3.0, 2.0], TensorBoard("curves"))
    assert curves_of(Path("curves/validation"))["epoch_loss"] == {0: 3.0, 1: 2.0}
    assert layers_in_graph(Path("curves/train")) == []
    model = tiny_model()
    for folder, asked in {"with": True, "without": False}.items():
        model.evaluate(*data(), verbose=0, callbacks=[TensorBoard(folder, write_graph=asked)])
    assert {layer.name for layer in model.layers} <= set(layers_in_graph(Path("with/train")))
    assert layers_in_graph(Path("without/train")) == []


class ReturnsSevens(keras.Model):
    """A model whose prediction is all sevens."""

    def call(self, inputs: Any) -> Any:
        """Return a seven for each value."""
        return 0 * inputs + 7.0


def test_a_seven_in_a_prediction_would_be_seen() -> None:
    """What the proof of overwritten outputs looks for arrives in the result of `predict` if the model returns it."""
    assert (ReturnsSevens().predict(data()[0], batch_size=BATCH_SIZE, verbose=0) == 7.0).all()


def test_keras_at_work_is_seen_and_building_a_model_is_not() -> None:
    """A watch notices a training, not the layers of a model; what its inside saw, it saw."""
    with Watch() as building:
        tiny_model()
    with Watch() as outside, Watch() as inside:
        tiny_model().fit(*data(), verbose=0)
    assert (building.saw_keras, inside.saw_keras, outside.saw_keras) == (False, True, True)


def test_a_shared_run_runs_once() -> None:
    """All who ask the same get the same result, in a folder that is empty at first and gone afterwards."""
    runs: list[str] = []

    @shared
    def run(name: str) -> list[Path]:
        runs.append(name)
        before = files()
        train([1.0], ModelCheckpoint("model.keras"))
        return before

    assert [run("one"), run("one"), run("two")] == [[], [], []]
    assert (runs, files()) == (["one", "two"], [])
