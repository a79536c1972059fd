"""What is noted of a training that is to be killed, and when its time has come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest


class Dead(BaseException):
    """Stands for the end of the process."""


def _train(
    folder: Path, death: dict[str, Any] | None, epochs: int = 3, *callbacks: Any, watch: Any = None
) -> tuple[Any, Any]:
    """Return the notes of a training and the moment at which it was killed, if it was."""
    from grader.child.course import Course
    from grader.child.trainee import Trainee, quick_fit, rows, trainee

    moments: list[Any] = []
    notes: list[dict[str, Any]] = []

    def die(moment: dict[str, Any]) -> Any:
        moments.append(moment)
        raise Dead

    course = Course([0.5, 0.4, 0.6], notes, lambda: None, die, folder, death, watch)
    generator = np.random.default_rng(1)
    (x, y), validation = rows(generator, 70, validation=False), rows(generator, 20, validation=True)
    arguments = {"x": x, "y": y, "validation_data": validation, "epochs": epochs, "callbacks": [course, *callbacks]}
    Trainee.script = course
    course.on_call_begin()
    try:
        quick_fit(trainee(), arguments)
    except Dead:
        pass
    finally:
        course.on_call_end()
        Trainee.script = None
    return notes, moments[0] if moments else None


def test_notes_what_each_epoch_begins_and_ends_with(tmp_path: Path) -> None:
    """An epoch begins where the one before has ended, weights and optimizer; its losses are those of the script."""
    notes, moment = _train(tmp_path, None)

    assert moment is None
    assert [note["begun"] for note in notes[1:]] == [note["ended"] for note in notes[:-1]]
    assert len({note["ended"]["optimizer"] for note in notes}) == 3
    assert [note["logs"]["val_loss"] for note in notes] == pytest.approx([0.5, 0.4, 0.6])
    assert {(note["rows"], note["foreign"]) for note in notes} == {(70, 0)}


@pytest.mark.parametrize(("batch", "begun", "ended"), [(0, 1, 1), (1, 2, 1), (9, 2, 2)])
def test_dies_before_a_batch(tmp_path: Path, batch: int, begun: int, ended: int) -> None:
    """Before the first batch the epoch has not begun; where there is no such batch, it dies when the epoch ends."""
    death = {"epoch": 1, "batch": batch}

    notes, moment = _train(tmp_path, death)

    assert moment == death
    assert (len(notes), sum(note["ended"] is not None for note in notes)) == (begun, ended)


def test_dies_in_a_state_of_the_directory(tmp_path: Path) -> None:
    """The states after the epoch are counted from 1; when there are no more, it dies before the next batch."""
    import keras

    def save(epoch: int, logs: Any = None) -> None:
        (tmp_path / "state").write_text(str(epoch))
        (tmp_path / "done").unlink(missing_ok=True)

    saving = keras.callbacks.LambdaCallback(on_epoch_end=save)

    assert _train(tmp_path, {"epoch": 1, "saving": 1}, 3, saving)[1]["change"] == "`state` was emptied"
    assert (tmp_path / "state").read_text() == ""
    assert _train(tmp_path, {"epoch": 1, "saving": 2}, 3, saving)[1]["change"] == "`state` grew"
    assert _train(tmp_path, {"epoch": 1, "saving": 3}, 3, saving)[1] == {
        "epoch": 1,
        "saving": 3,
        "exhausted": True,
        "blind": False,
    }


def test_tells_of_the_states_from_an_epoch_on(tmp_path: Path) -> None:
    """They are told from the end of that epoch until the next batch or the end, before any training where it is -1."""
    import keras

    class Saving(keras.callbacks.Callback):
        """Writes when training begins, when an epoch begins, when it ends, and when all is done."""

        def on_train_begin(self, logs: Any = None) -> None:
            """Write."""
            (tmp_path / "begun").touch()

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            """Write."""
            (tmp_path / f"epoch-{epoch}").touch()

        def on_train_end(self, logs: Any = None) -> None:
            """Write."""
            (tmp_path / "done").touch()

    for epoch, names in ((-1, ["begun"]), (0, ["epoch-0"]), (2, ["epoch-2", "done"])):
        seen: list[str] = []
        for file in tmp_path.iterdir():
            file.unlink()
        notes, moment = _train(
            tmp_path, None, 3, Saving(), watch=(epoch, lambda _, change, seen=seen: seen.append(change))
        )

        assert (len(notes), moment) == (3, None)
        assert seen == [f"`{name}` was created" for name in names]
