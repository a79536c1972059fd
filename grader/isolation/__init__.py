"""The parent's side of the isolated runs."""

from __future__ import annotations

from grader.isolation.collect import Job, collect
from grader.isolation.lanes import Cores
from grader.isolation.launcher import Child, Children, Launcher, ServerLost
from grader.isolation.launchers import launcher_name, open_launcher
from grader.isolation.layers import LAYERS

__all__ = [
    "LAYERS",
    "Child",
    "Children",
    "Cores",
    "Job",
    "Launcher",
    "ServerLost",
    "collect",
    "launcher_name",
    "open_launcher",
]
