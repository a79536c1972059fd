"""Callbacks by Doing: exercises on Keras callbacks whose graders are proven."""

__version__ = "0.1.0"
