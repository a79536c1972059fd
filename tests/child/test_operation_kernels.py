"""Kernels outlive a run, but not the random numbers that they hold."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import os
from pathlib import Path
from unittest import mock

import keras
import tensorflow as tf
from tensorflow.python.eager import context
from tensorflow.python.ops import gen_resource_variable_ops as operations

made = []
original = operations.var_handle_op
operations.var_handle_op = lambda *args, **kwargs: made.append(kwargs["debug_name"]) or original(*args, **kwargs)

from grader.child import operation_kernels
from grader.child.channel import Channel
from grader.child.record import Record

record = Record(Channel(os.open(os.devnull, os.O_WRONLY), b"key"), lambda: None, Path("."))


def clearings(work):
    with mock.patch.object(context.pywrap_tfe, "TFE_ContextClearCaches") as clear:
        work()
    return clear.call_count


def start():
    record.start(7)


def drawn():
    start()
    return tf.random.normal((3,)).numpy().tolist(), tf.random.uniform((2,), seed=5).numpy().tolist()


keras.Variable([1.0, 2.0])
assert made and all(made), f"TensorFlow names no handles any more: {made}"
operation_kernels.share()
made.clear()

first, second = keras.Variable([1.0, 2.0], name="first"), keras.Variable([3.0, 4.0], name="second")
second.assign([5.0, 6.0])
assert made == ["", ""], made
assert (first.name, second.name) == ("first", "second")
assert (first.numpy().tolist(), second.numpy().tolist()) == ([1.0, 2.0], [5.0, 6.0])

assert clearings(start) == 0
assert clearings(keras.utils.clear_session) == 1, "what is cleared outside a start is cleared"
assert drawn() == drawn(), "each run begins with the same numbers"
assert clearings(start) > 0, "after random numbers of a kernel"
assert clearings(start) == 0, "and only once"
print("as promised")
"""


def test_kept_and_shared(tmp_path: object) -> None:
    """Handles have no name, variables have theirs; a run's start clears nothing unless random numbers must begin again."""
    done = subprocess.run([sys.executable, "-c", CODE], cwd=str(tmp_path), capture_output=True, text=True, timeout=120)

    assert done.stdout == "as promised\n", done.stderr[-2000:]
