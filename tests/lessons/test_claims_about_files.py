"""What the pages say in prose about files that callbacks write, tried on the installed Keras."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.lessons.small import fit, small_model

THIRD = 1 / 3


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every test write into a folder of its own."""
    monkeypatch.chdir(tmp_path)


def _callbacks() -> Any:
    import keras

    return keras.callbacks


def _rows(file: str) -> list[list[str]]:
    return [line.split(",") for line in Path(file).read_text().splitlines()]


def test_columns_without_validation() -> None:
    """Without validation data the file has val_ columns that hold NA."""
    fit([_callbacks().CSVLogger("log.csv")])

    assert _rows("log.csv")[0] == ["epoch", "accuracy", "loss", "val_accuracy", "val_loss"]
    assert _rows("log.csv")[1][3:] == ["NA", "NA"]


def test_columns_of_a_later_validation() -> None:
    """A first epoch without validation leaves NA, and the validated one is written."""
    fit([_callbacks().CSVLogger("log.csv")], epochs=2, validation_split=THIRD, validation_freq=2)

    header, first, second = _rows("log.csv")
    assert (first[header.index("val_loss")], second[header.index("val_loss")] == "NA") == ("NA", False)


def test_appended_rows_may_stand_under_wrong_names() -> None:
    """A run with fewer metrics writes its cells under the header of the run before."""
    fit([_callbacks().CSVLogger("log.csv")], validation_split=THIRD)
    fit([_callbacks().CSVLogger("log.csv", append=True)], small_model(metrics=()), validation_split=THIRD)

    header, first, second = _rows("log.csv")
    assert len(header) == len(first) == 5 and len(second) == 3


def test_a_second_fit_empties_the_file() -> None:
    """The same object starts the file anew."""
    log = _callbacks().CSVLogger("log.csv")

    fit([log], epochs=3)
    fit([log])

    assert len(_rows("log.csv")) == 2


def _logged_rates(folder: str) -> list[float]:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    from tensorboard.util import tensor_util

    events = EventAccumulator(f"{folder}/train")
    events.Reload()
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in events.Tensors("epoch_learning_rate")]


def test_which_rate_tensorboard_logs() -> None:
    """Before ReduceLROnPlateau it logs the rate of the epoch, after it the reduced one; the history holds the first."""
    plateau = {"monitor": "loss", "min_delta": 1e9, "patience": 1, "factor": 0.5}

    board, slower = _callbacks().TensorBoard("early"), _callbacks().ReduceLROnPlateau(**plateau)
    trained_with = fit([board, slower], epochs=2).history["learning_rate"]
    board, slower = _callbacks().TensorBoard("late"), _callbacks().ReduceLROnPlateau(**plateau)
    fit([slower, board], epochs=2)

    assert _logged_rates("early") == trained_with
    assert _logged_rates("late") == [trained_with[0], trained_with[1] / 2]


def test_folders_of_tensorboard() -> None:
    """No folder of that name is a folder called None, and no validation data no folder validation."""
    history = fit([_callbacks().TensorBoard(log_dir=None)])

    assert [path.name for path in Path("None").iterdir()] == ["train"]
    assert "learning_rate" not in history.history


def test_tensorboard_needs_no_training_to_write_a_file() -> None:
    """The file of the training exists although nothing was trained."""
    small_model().predict(np.zeros((1, 2)), verbose=0, callbacks=[_callbacks().TensorBoard("logs")])

    assert len(list(Path("logs/train").iterdir())) == 1


def _power_cut(epoch: int, batch: int) -> Any:
    """Return a callback that raises before that batch of that epoch."""
    now: dict[str, int] = {}

    def check(at: int, logs: Any) -> None:
        if (now["epoch"], at) == (epoch, batch):
            raise RuntimeError("power cut")

    return _callbacks().LambdaCallback(on_epoch_begin=lambda at, logs: now.update(epoch=at), on_train_batch_begin=check)


def test_the_backup_before_the_last_one() -> None:
    """When the newest weights cannot be read, double_checkpoint goes on one epoch earlier."""
    backup = _callbacks().BackupAndRestore("backup", double_checkpoint=True)
    with pytest.raises(RuntimeError, match="power cut"):
        fit([backup, _power_cut(epoch=3, batch=0)], epochs=5)
    weights = Path("backup/latest.weights.h5")
    weights.write_bytes(weights.read_bytes()[:100])

    assert fit([_callbacks().BackupAndRestore("backup", double_checkpoint=True)], epochs=5).epoch == [2, 3, 4]


def test_batches_that_are_trained_twice() -> None:
    """A backup in the middle of an epoch begins the epoch anew with weights that have seen its first batches."""
    with pytest.raises(RuntimeError, match="power cut"):
        fit([_callbacks().BackupAndRestore("backup", save_freq=2), _power_cut(epoch=0, batch=2)], epochs=1)
    model = small_model()

    fit([_callbacks().BackupAndRestore("backup", save_freq=2)], model, epochs=1)

    assert int(model.optimizer.iterations) == 5  # 2 from the backup, and all 3 of the epoch


def test_an_early_stop_deletes_the_backup_too() -> None:
    """Ending early is ending."""
    stopper = _callbacks().EarlyStopping(monitor="loss", min_delta=1e9, patience=1)

    assert fit([_callbacks().BackupAndRestore("backup"), stopper], epochs=9).epoch == [0, 1]
    assert not Path("backup").exists()


def test_a_checkpoint_remembers_its_best_value() -> None:
    """In a second fit the best value of the first one still stands, so nothing is saved."""
    saver = _callbacks().ModelCheckpoint("best.keras", monitor="loss", save_best_only=True)
    fit([saver])
    saver.best = 0.0
    Path("best.keras").unlink()

    fit([saver])

    assert not Path("best.keras").exists()


def test_a_rate_in_a_file_name() -> None:
    """The name can hold the rate only when the callback that logs it has been called before."""
    slower = _callbacks().ReduceLROnPlateau(monitor="loss")
    named = _callbacks().ModelCheckpoint("{learning_rate:.3f}.keras", monitor="loss")

    fit([slower, named])

    assert Path("0.010.keras").exists()
    with pytest.raises(KeyError, match="learning_rate"):
        fit([named, slower])


def test_best_after_a_number_of_batches() -> None:
    """It fails with a value of the batches, and saves every time with a value of the validation."""
    with pytest.raises(TypeError, match="NoneType"):
        fit([_callbacks().ModelCheckpoint("m.keras", monitor="loss", save_best_only=True, save_freq=1)])

    with pytest.warns(UserWarning, match="Can save best model only with val_loss available"):
        fit([_callbacks().ModelCheckpoint("{batch}.keras", save_best_only=True, save_freq=1)], validation_split=THIRD)
    assert {path.name for path in Path().glob("?.keras")} == {"m.keras", "1.keras", "2.keras"}


def test_a_whole_model_under_the_name_of_weights() -> None:
    """Such a file is written, and load_weights cannot read it."""
    model = small_model()
    fit([_callbacks().ModelCheckpoint("m.weights.h5", monitor="loss")], model)

    with pytest.raises(ValueError, match="could not be loaded"):
        model.load_weights("m.weights.h5")


def test_a_broken_epoch_is_saved() -> None:
    """TerminateOnNaN ends the epoch in order, so a checkpoint of every epoch holds the spoilt weights."""
    import keras

    fit([_callbacks().TerminateOnNaN(), _callbacks().ModelCheckpoint("m.keras", monitor="loss")], broken=9, epochs=3)

    assert np.isnan(keras.models.load_model("m.keras").get_weights()[0]).any()


def test_averaged_weights_in_a_checkpoint() -> None:
    """With swap_on_epoch a later checkpoint holds the average, and when fit ends the model does."""
    import keras

    model = small_model(keras.optimizers.SGD(0.5, use_ema=True, ema_momentum=0.9))
    trained = []
    look = _callbacks().LambdaCallback(on_epoch_end=lambda epoch, logs: trained.append(model.get_weights()[0]))
    swap = _callbacks().SwapEMAWeights(swap_on_epoch=True)

    fit([look, swap, _callbacks().ModelCheckpoint("m.keras", monitor="loss")], model)

    average = keras.models.load_model("m.keras").get_weights()[0]
    assert np.allclose(average, model.get_weights()[0]) and not np.allclose(average, trained[0])
