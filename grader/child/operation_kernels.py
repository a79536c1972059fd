"""Kernels, with which TensorFlow runs operations, live as long as a child: they are not made anew for each run and variable.

TensorFlow keeps the kernel of an operation for the next one that has the same attributes. Two things stand in the way:
every variable has a name of its own among the attributes of its handle, for messages alone, and whoever clears a session
or sets a seed throws all kernels away, for some hold the state of random numbers. Small models pay a tenth of their time
for that, and more than a third of the time in which they are built.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from typing import Any

from tensorflow.python.eager import context
from tensorflow.python.framework import random_seed
from tensorflow.python.ops import gen_resource_variable_ops as variables

_make_handle, _get_seed = variables.var_handle_op, random_seed.get_seed
_have_drawn: set[bool] = set()


def share() -> None:
    """Have variables of one shape and type share a kernel, and notice who draws random numbers that a kernel holds."""
    variables.var_handle_op = _handle_without_name
    random_seed.get_seed = _noticed_seed


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Keep all kernels, whatever Keras does inside the block, unless random numbers have been drawn from one.

    Only draws outside of a traced function are noticed: one that a submission keeps from run to run draws on.
    """
    if _have_drawn:
        _have_drawn.clear()
        yield
        return
    clear = context.pywrap_tfe.TFE_ContextClearCaches
    context.pywrap_tfe.TFE_ContextClearCaches = _clear_nothing
    try:
        yield
    finally:
        context.pywrap_tfe.TFE_ContextClearCaches = clear


def _clear_nothing(_handle: object) -> None:
    pass


@functools.wraps(_make_handle)
def _handle_without_name(*args: Any, **kwargs: Any) -> Any:
    return _make_handle(*args, **kwargs | {"debug_name": ""})


@functools.wraps(_get_seed)
def _noticed_seed(*args: Any, **kwargs: Any) -> Any:
    if context.executing_eagerly():
        _have_drawn.add(True)
    return _get_seed(*args, **kwargs)
