"""A class on a Dask cluster: the same reports, also when a worker is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from grader.batch import HandedIn
from grader.batch.cluster import Cluster, grade_here
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "00_first_callback"
SEED = 5


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Return a cluster of two worker processes on this machine."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as opened:
        yield opened


@pytest.fixture
def handed_in(source_kit: Kit, tmp_path: Path) -> list[HandedIn]:
    """Return two right answers, one that has not begun, one that is not Python, and one that is not there."""
    solution = (source_kit.solutions / SLUG / "solution.py").read_text(encoding="utf-8")
    stub = (source_kit.exercises / SLUG / "stub.py").read_text(encoding="utf-8")
    sources = {"ada": solution, "bob": solution + "\n", "stub": stub, "broken": "def ("}
    for name, source in sources.items():
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    found = [HandedIn(name, SLUG, tmp_path / f"{name}.py") for name in sources]
    return [*found, HandedIn("lost", "", tmp_path / "lost.zip", fault="The archive is broken.")]


EXPECTED = {"ada": "passed", "bob": "passed", "stub": "not_attempted", "broken": "invalid", "lost": "invalid"}


def _statuses(reports: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {student: report["status"] for student, report in reports.items()}


def test_the_same_reports(cluster: LocalCluster, handed_in: list[HandedIn]) -> None:
    """Status, points, seed and the sentence about the whole."""
    with closing(Cluster(cluster.scheduler_address)) as graders:
        reports = {one.student: report for one, report in graders(iter(handed_in), SEED)}

    assert _statuses(reports) == EXPECTED
    assert reports["ada"]["score"] == reports["ada"]["max_score"] == 5.0
    assert reports["lost"]["message"] == "The archive is broken."
    assert {report["seed"] for report in reports.values()} == {SEED}


def test_a_killed_worker_loses_nothing(cluster: LocalCluster, handed_in: list[HandedIn]) -> None:
    """What it had begun is begun again by the other one, or by the one that takes its place."""
    reports: dict[str, dict[str, Any]] = {}
    with closing(Cluster(cluster.scheduler_address)) as graders:
        for one, report in graders(iter(handed_in), SEED):
            if not reports:
                os.kill(cluster.workers[0].pid, signal.SIGKILL)
            assert one.student not in reports
            reports[one.student] = report

    assert _statuses(reports) == EXPECTED


def test_another_version_grades_nothing(handed_in: list[HandedIn]) -> None:
    """Grades of one class come from one version of the kit."""
    with pytest.raises(KitError, match="the batch is of 99"):
        grade_here("99", SLUG, "ada.py", b"", SEED)


def test_a_scheduler_that_is_not_there() -> None:
    """A typo in the address is a sentence."""
    with pytest.raises(KitError, match="No Dask scheduler answers at nonsense"):
        Cluster("nonsense://127.0.0.1:1")
