"""What a child needs in memory before it forks: imports and names, never an operation, never a device."""

from __future__ import annotations

import importlib
import pkgutil

import keras
import matplotlib.backends.backend_agg
import matplotlib.pyplot
import numpy
import tensorboard.summary
import tensorflow
import tensorflow_datasets

import grader.child
from grader.child import left_out, operation_kernels

# Attributes of these packages load on first use; naming them here moves that cost from every child to the server.
LOADED = (
    keras.callbacks.CallbackList,
    keras.models.load_model,
    matplotlib.backends.backend_agg.FigureCanvasAgg,
    matplotlib.pyplot.figure,  # pyplot has looked for fonts: no child need do it again
    numpy.random.default_rng,
    tensorflow.data.Dataset,
    tensorboard.summary.scalar,
    tensorflow_datasets.builder_cls("cats_vs_dogs"),  # any name: the first look-up imports every builder
)
# Everything else of the child comes along, so that a new tool cannot be forgotten: scenarios import it, and a file of
# the kit that is being saved must not break the children of a warm server.
PROGRAMS = ("__main__", "server", "store_standins")
LAYERS = (
    "kernel",
    "landlock",
    "limits",
    "namespaces",
    "seccomp",
    "strays",
)  # not on every system: whoever needs them asks
for _module in pkgutil.iter_modules(grader.child.__path__):
    if _module.name not in PROGRAMS + LAYERS:
        importlib.import_module(f"grader.child.{_module.name}")
left_out.look_up()
operation_kernels.share()
VERSIONS = {"keras": keras.__version__, "tensorflow": tensorflow.__version__}
