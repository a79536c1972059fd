"""What a child needs in memory before it forks: imports only, never an operation, never a device."""

from __future__ import annotations

import keras
import matplotlib.backends.backend_agg
import matplotlib.pyplot
import numpy
import tensorboard.summary
import tensorflow
import tensorflow_datasets

from grader.child import (
    animations,
    course,
    disk_states,
    drive,
    figures,
    pictures,
    plotting,
    scripted,
    spy,
    stopwatch,
    trainee,
    transcript,
    wall_clock,
)

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
# What scenarios import comes along: a file of the kit that is being saved must not break the children of a warm server.
TOOLS = (
    *(
        animations,
        course,
        disk_states,
        drive,
        figures,
        pictures,
        plotting,
        scripted,
        spy,
        stopwatch,
        trainee,
        transcript,
    ),
    wall_clock,
)
VERSIONS = {"keras": keras.__version__, "tensorflow": tensorflow.__version__}
