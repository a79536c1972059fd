"""What the warm server has in memory before it forks."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from grader.kit.paths import Kit

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


def test_no_tool_is_left_to_the_children(source_kit: Kit) -> None:
    """What the scenarios of any exercise import of the kit is there before the server forks."""
    texts = [path.read_text(encoding="utf-8") for path in source_kit.exercises.glob("*/scenarios.py")]
    tools = {tool for text in texts for tool in re.findall(r"^from (grader\.child\.\w+) import", text, re.MULTILINE)}
    code = f"import sys, grader.child.preload; print(set({sorted(tools)!r}) - set(sys.modules))"
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120, check=False
    )

    assert len(tools) > 10
    assert done.stdout == "set()\n", done.stdout + done.stderr[-2000:]
