"""The oracle of hooks against a literal list and against what Keras really calls."""

from __future__ import annotations

import os
from typing import Any

import pytest

from grader.oracles import HookCall, evaluate_hooks, fit_hooks, predict_hooks

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
BATCH_SIZE = 2
PHASES = ("train", "test", "predict")


def test_a_validated_epoch() -> None:
    """The validation comes between the last batch and the end of the epoch; keys are in alphabetical order."""
    assert fit_hooks(epochs=1, batches=1, metrics=("zeal",), validation_batches=1) == [
        HookCall("on_train_begin"),
        HookCall("on_epoch_begin", 0),
        HookCall("on_train_batch_begin", 0),
        HookCall("on_train_batch_end", 0, ("loss", "zeal")),
        HookCall("on_test_begin"),
        HookCall("on_test_batch_begin", 0),
        HookCall("on_test_batch_end", 0, ("loss", "zeal")),
        HookCall("on_test_end", keys=("loss", "zeal")),
        HookCall("on_epoch_end", 0, ("loss", "val_loss", "val_zeal", "zeal")),
        HookCall("on_train_end", keys=("loss", "val_loss", "val_zeal", "zeal")),
    ]


def test_nothing_to_train() -> None:
    """A fit whose last epoch lies behind it begins and ends, without keys."""
    assert fit_hooks(epochs=2, batches=1, initial_epoch=2) == [HookCall("on_train_begin"), HookCall("on_train_end")]


@pytest.fixture
def seen() -> list[HookCall]:
    """Return the list that the recorder fills."""
    return []


@pytest.fixture
def recorder(seen: list[HookCall]) -> Any:
    """Return a callback that keeps every hook of Keras in ``seen``."""
    import keras

    def phase_hook(hook: str) -> Any:
        return lambda logs=None: seen.append(HookCall(hook, None, tuple(logs)))

    def batch_hook(hook: str) -> Any:
        return lambda batch, logs=None: seen.append(HookCall(hook, batch, tuple(logs)))

    callback = keras.callbacks.Callback()
    for edge in ("begin", "end"):
        for phase in PHASES:
            setattr(callback, f"on_{phase}_{edge}", phase_hook(f"on_{phase}_{edge}"))
            setattr(callback, f"on_{phase}_batch_{edge}", batch_hook(f"on_{phase}_batch_{edge}"))
        setattr(callback, f"on_epoch_{edge}", batch_hook(f"on_epoch_{edge}"))
    return callback


def _model(metrics: tuple[str, ...], together: int = 1) -> Any:
    import keras

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, activation="softmax")])
    measures = [keras.metrics.SparseCategoricalAccuracy(name=name) for name in metrics]
    model.compile(
        optimizer="sgd",
        loss="sparse_categorical_crossentropy",
        metrics=measures,
        run_eagerly=True,
        steps_per_execution=together,
    )
    return model


def _data(batches: int) -> tuple[Any, Any]:
    """Return data for ``batches`` batches, of which the last is not full."""
    from grader.child.tiny import tiny_data

    return tiny_data(0, batches * BATCH_SIZE - 1)


@pytest.mark.parametrize(
    "settings",
    [
        {"epochs": 2, "batches": 3, "metrics": ("zeal", "accuracy"), "validation_batches": 2},
        {"epochs": 1, "batches": 2, "metrics": ()},
        {"epochs": 4, "batches": 2, "metrics": ("hits",), "validation_batches": 1, "validation_freq": 2},
        {"epochs": 3, "batches": 1, "metrics": (), "validation_batches": 3, "validation_freq": 2},
        {
            "epochs": 5,
            "batches": 2,
            "metrics": ("m",),
            "validation_batches": 2,
            "validation_freq": 3,
            "initial_epoch": 2,
        },
        {"epochs": 2, "batches": 2, "metrics": (), "initial_epoch": 2},
        {"epochs": 2, "batches": 4, "metrics": ("m",), "validation_batches": 2, "steps_per_execution": 2},
    ],
)
def test_agrees_with_fit(seen: list[HookCall], recorder: Any, settings: dict[str, Any]) -> None:
    """Order, numbers and keys are those of a real fit, validated always, now and then, or never."""
    given = dict(settings)
    x, y = _data(given.pop("batches"))
    validation = given.pop("validation_batches", 0)
    data = _data(validation) if validation else None
    model = _model(given.pop("metrics"), given.pop("steps_per_execution", 1))

    model.fit(x, y, validation_data=data, batch_size=BATCH_SIZE, verbose=0, callbacks=[recorder], **given)

    assert seen == fit_hooks(**settings)


@pytest.mark.parametrize(("metrics", "together"), [((), 1), (("zeal", "brier"), 1), (("m",), 2)])
def test_agrees_with_evaluate_and_predict(
    seen: list[HookCall], recorder: Any, metrics: tuple[str, ...], together: int
) -> None:
    """Order, numbers and keys are those of a real evaluate and of a real predict."""
    model = _model(metrics, together)
    x, y = _data(4)

    model.evaluate(x, y, batch_size=BATCH_SIZE, verbose=0, callbacks=[recorder])
    model.predict(x, batch_size=BATCH_SIZE, verbose=0, callbacks=[recorder])

    assert seen == [
        *evaluate_hooks(batches=4, metrics=metrics, steps_per_execution=together),
        *predict_hooks(batches=4, steps_per_execution=together),
    ]
