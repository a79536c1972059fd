"""Which attributes Keras leaves out when it walks through a model to save or to load it, looked up once for all children.

Keras 3.15 means to look them up once, but keeps them under one name and looks for them under another
(``get_attr_skipset`` in ``keras/src/saving/saving_lib.py``). So it makes a layer, a metric or an optimizer for every
object that it meets, for the names of its attributes. Here they are put where it looks.
"""

from __future__ import annotations

import tensorflow
from keras.src.backend.common import global_state
from keras.src.saving.saving_lib import get_attr_skipset
from keras.src.utils.naming import reset_uids

KINDS = ("Operation", "Layer", "Functional", "Sequential", "Metric", "Optimizer", "Loss")
_names: dict[str, set[str]] = {}


def look_up() -> None:
    """Have Keras find the attributes of all ``KINDS``; a graph takes the place of operations, which may not be run yet."""
    with tensorflow.Graph().as_default():
        _names.update({kind: get_attr_skipset(kind) for kind in KINDS})
    reset_uids()  # the first layer of a learner has no number


def remind() -> None:
    """Tell Keras what was looked up; it forgets that whenever a session is cleared."""
    for kind, names in _names.items():
        global_state.set_global_attribute(f"saving_attr_skiplist_{kind}", names)
