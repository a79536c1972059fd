"""Keeps TensorFlow quiet in the proofs of the quiz."""

from __future__ import annotations

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
