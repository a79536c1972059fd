"""What the warm server has in memory before it forks."""

from __future__ import annotations

import os
import subprocess
import sys

AFTERWARDS = """
import grader.child.preload
from tensorflow.python.eager import context
assert not context.context()._initialized, "a device was asked for"
import sys
needed = "numpy.random tensorboard.plugins.scalar.summary_v2 tensorflow_datasets.image_classification"
needed += " matplotlib.font_manager matplotlib.backends.backend_agg"
late = set(needed.split()) - set(sys.modules)
assert not late, f"left to every child: {late}"
print("ready")
"""


def test_imports_only() -> None:
    """A forked child could not use TensorFlow if its parent had run an operation or looked for devices."""
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(
        [sys.executable, "-c", AFTERWARDS], env=environment, capture_output=True, text=True, timeout=120, check=False
    )

    assert done.stdout.endswith("ready\n"), done.stderr[-2000:]
