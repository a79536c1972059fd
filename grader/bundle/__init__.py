"""The kit for learners as one file: everything they need, and no answer."""

from __future__ import annotations

from grader.bundle.archive import FOLDER, write_archive
from grader.bundle.contents import Contents, contents_of
from grader.bundle.wheelhouse import download

__all__ = ["FOLDER", "Contents", "contents_of", "download", "write_archive"]
