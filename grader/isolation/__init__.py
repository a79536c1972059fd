"""The parent's side of the isolated runs."""

from __future__ import annotations

from grader.isolation.collect import Job, collect
from grader.isolation.launcher import Child, Launcher
from grader.isolation.launchers import open_launcher

__all__ = ["Child", "Job", "Launcher", "collect", "open_launcher"]
