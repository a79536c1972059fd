"""What the child does with a case: asks schedules, builds models, trains with a schedule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from grader.child.network import steps_of
from grader.child.record import Record
from grader.child.shared_numbers import left_alone
from grader.child.spy import numbered_images, spy_model
from grader.child.submission import Submission

Case = dict[str, Any]
DEFAULT_SHAPE = (150, 150, 3)
IMAGES = 6
MOST_PARAMETERS = 5_000_000


def ask_in_order(case: Case, submission: Submission, record: Record) -> None:
    """Ask each schedule for epoch after epoch as Keras does, with the rate before as ``lr``."""
    for which in range(len(case["settings"])):
        schedule = _made(case, submission, which, record)
        lr, answers = 0.01, []
        for epoch in range(case["epochs"]):
            answers.append(_answer(schedule, which, epoch, lr, record))
            lr = answers[-1]["number"] or lr
        record.value(f"answers_{which}", answers)


def ask_out_of_order(case: Case, submission: Submission, record: Record) -> None:
    """Make all schedules first, then ask them by turns, in any order of epochs and with any ``lr``."""
    with left_alone(record):
        schedules = [_made(case, submission, which, record) for which in range(len(case["settings"]))]
        answers = [_answer(schedules[which], which, epoch, lr, record) for which, epoch, lr in case["asked"]]
    record.value("answers", answers)


def _made(case: Case, submission: Submission, which: int, record: Record) -> Any:
    """Return what the maker makes of settings number ``which``; ``doing`` says how far the run came."""
    settings = case["settings"][which]
    record.value("doing", [which, None])
    schedule = getattr(submission, case["maker"])(*settings["given"], **settings["named"])
    if not callable(schedule):
        record.value("no_function", _kind(schedule))
    return schedule


def _answer(schedule: Any, which: int, epoch: int, lr: float, record: Record) -> dict[str, Any]:
    record.value("doing", [which, epoch])
    answer = schedule(epoch, lr)
    try:
        number = float(answer)
    except (TypeError, ValueError):
        number = None
    plain = isinstance(answer, float) and not isinstance(answer, np.generic)
    return {"number": number, "plain": plain, "kind": _kind(answer)}


def refuse(case: Case, submission: Submission, record: Record) -> None:
    """Call a maker with good arguments, and then with one bad argument at a time."""
    maker = getattr(submission, case["maker"])
    _ask_once(maker(**case["good"]))
    record.value("refusals", [_refusal(maker, bad["named"]) for bad in case["bad"]])


def _ask_once(schedule: Any) -> None:
    """Raise what an unwritten schedule raises: the stub of a maker may check its arguments already."""
    try:
        schedule(0, 0.01)
    except NotImplementedError:
        raise
    except Exception:  # what is wrong with the schedule itself is no matter of its arguments
        return


def _refusal(maker: Callable[..., Any], named: dict[str, Any]) -> dict[str, Any]:
    try:
        maker(**named)
    except Exception as error:  # whatever it is, the judge tells the learner
        return {"type": type(error).__name__, "value_error": isinstance(error, ValueError), "message": str(error)}
    return {"type": None, "value_error": False, "message": ""}


def _kind(thing: Any) -> str:
    if isinstance(thing, tf.Tensor):
        return "tensor"
    module = type(thing).__module__
    return f"numpy.{type(thing).__name__}" if module == "numpy" else type(thing).__name__


def build(case: Case, submission: Submission, record: Record) -> None:
    """Build a small model and look at it closely, then the default one and look at what it computes."""
    shape = tuple(case["input_shape"])
    with left_alone(record, building=True):
        model = submission.build_model(input_shape=shape)
    record.value("kind", _kind(model))
    if not isinstance(model, keras.Model):
        return
    x = np.random.default_rng(0).random((IMAGES, *shape), "float32")
    outputs = keras.ops.convert_to_numpy(model(x, training=False))
    record.value("outputs", outputs)
    record.value("steps", steps_of(model, shape))
    optimizer = getattr(model, "optimizer", None)
    record.value("optimizer", _kind(optimizer))
    record.value("sgd", isinstance(optimizer, keras.optimizers.SGD))
    record.value("parameters", model.count_params())
    # A model without pooling is a hundred times as large as it should be.
    if model.count_params() > MOST_PARAMETERS:
        return
    if model.compiled and outputs.shape == (IMAGES, 2):
        _learn(model, x, outputs, record)
    record.value("default_steps", _default_steps(submission))


def _default_steps(submission: Submission) -> Any:
    try:
        return steps_of(submission.build_model(), DEFAULT_SHAPE)
    except (ValueError, TypeError, tf.errors.InvalidArgumentError) as error:
        return f"{type(error).__name__}: {error}"[:300]


def _learn(model: Any, x: Any, outputs: Any, record: Record) -> None:
    """Measure with integer labels, most of which are what the model predicts, and take one step."""
    said = outputs.argmax(axis=1)
    # A share that is neither a half nor the share of one class: other metrics must not give it by accident.
    wrong = 1 if (said == 0).sum() in (2, 4) else 2
    labels = np.where(np.arange(IMAGES) < wrong, 1 - said, said)
    record.value("accuracy", 1 - wrong / IMAGES)
    model.run_eagerly = True  # a single step is not worth a trace
    try:
        record.value("losses", [[_loss(model, x[:1], right, one) for one in (0, 1)] for right in (0, 1)])
        record.value("evaluated", model.test_on_batch(x, labels, return_dict=True))
        record.value("trained", model.train_on_batch(x, labels, return_dict=True))
    except (ValueError, TypeError, tf.errors.InvalidArgumentError) as error:
        record.value("refused", f"{type(error).__name__}: {error}"[:300])


def _loss(model: Any, x: Any, right: int, said: int) -> float:
    """Return the loss of a model that is nearly sure of class ``said`` where ``right`` is right."""
    outputs = np.array([[0.03, 0.97] if said else [0.97, 0.03]], "float32")
    return float(model.compute_loss(x=x, y=np.array([right]), y_pred=keras.ops.convert_to_tensor(outputs)))


def train_on_numbered_images(case: Case, submission: Submission, record: Record) -> None:
    """Let `train` follow a table on a model that notes which images it is shown, and at which rate it steps."""
    training, validation = case["images"]
    images, labels = numbered_images(training + validation), np.arange(training + validation) % 2
    model = spy_model(case["epochs"], case["rate"], classes=2)
    rates: list[list[Any]] = []
    _note_rates(model, rates)
    parts = [
        tf.data.Dataset.from_tensor_slices((images[part], labels[part])).batch(case["batch"])
        for part in (slice(training), slice(training, None))
    ]
    table = case["table"]

    def schedule(epoch: int, lr: float) -> float:
        return float(table[min(epoch, len(table) - 1)])

    try:
        returned = submission.train(model, *parts, schedule, len(table))
        record.value("returned", _history(returned))
    finally:
        record.value("rates", rates)
        record.value("seen", model.script.seen)


def _note_rates(model: Any, rates: list[list[Any]]) -> None:
    """Have every training step add its epoch, from 0, and its rate to ``rates``."""
    step = model.train_step

    def noted(data: Any) -> Any:
        rates.append([len(model.script.seen) - 1, float(model.optimizer.learning_rate)])
        return step(data)

    model.train_step = noted


def train_your_own_model(case: Case, submission: Submission, record: Record) -> None:
    """Let `train` train the learner's own model with the learner's own warm-up, all arguments by name."""
    shape, images = tuple(case["input_shape"]), case["images"]
    x = np.random.default_rng(case["training_seed"]).random((images, *shape), "float32")
    dataset = tf.data.Dataset.from_tensor_slices((x, np.arange(images) % 2)).batch(case["batch"])
    model = submission.build_model(shape)
    if model.built and model.count_params() > MOST_PARAMETERS:
        raise ValueError(f"the model has {model.count_params():,} parameters, which are too many to train here")
    model.run_eagerly = True  # a handful of steps is not worth a trace
    schedule = submission.make_warmup(case["peak_lr"], case["warmup_epochs"])
    returned = submission.train(model=model, train_ds=dataset, val_ds=dataset, schedule=schedule, epochs=case["epochs"])
    record.value("returned", _history(returned))


def _history(returned: Any) -> Any:
    """Return what a History holds, or what was returned instead."""
    return returned.history if isinstance(returned, keras.callbacks.History) else _kind(returned)
