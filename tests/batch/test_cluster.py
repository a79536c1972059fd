"""A class on a Dask cluster: the same reports, also when a worker is killed."""

from __future__ import annotations

import contextlib
import csv
import os
import select
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

import grader
from grader.batch import HandedIn
from grader.batch.cluster import Cluster, engine_here, grade_here
from grader.batch.local import Local
from grader.catalogue import Exercise, all_exercises, submission
from grader.cli import main
from grader.judge import Attempt, Engine
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
    """Return two right answers, then what cannot be graded, then one that has not begun and one that is not Python."""
    solution = (source_kit.solutions / SLUG / "solution.py").read_text(encoding="utf-8")
    stub = (source_kit.exercises / SLUG / "stub.py").read_text(encoding="utf-8")
    sources = {"ada": solution, "bob": solution + "\n", "stub": stub, "broken": "def ("}
    for name, source in sources.items():
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    (tmp_path / "huge.py").write_bytes(b"#" * (submission.MAX_BYTES + 1))
    ada, bob, *others = (HandedIn(name, SLUG, tmp_path / f"{name}.py") for name in sources)
    faults = [
        HandedIn("lost", "", tmp_path / "lost.zip", fault="The archive is broken."),
        HandedIn("torn", SLUG, tmp_path / "torn.zip", fault="The archive is broken."),
        *(HandedIn(name, SLUG, tmp_path / f"{name}.py") for name in ("huge", "gone")),
    ]
    return [ada, bob, *faults, *others]


FAULTS = dict.fromkeys(("broken", "lost", "torn", "huge", "gone"), "invalid")
EXPECTED = {"ada": "passed", "bob": "passed", "stub": "not_attempted"} | FAULTS


def _statuses(reports: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {student: report["status"] for student, report in reports.items()}


def test_the_same_reports(cluster: LocalCluster, handed_in: list[HandedIn], source_kit: Kit) -> None:
    """Status, points, checks, seed and the sentence about the whole are those of this machine, for every fault too."""
    exercises = all_exercises(source_kit)
    with closing(Cluster(cluster.scheduler_address, exercises)) as graders:
        reports = {one.student: report for one, report in graders(iter(handed_in), SEED)}

    assert _statuses(reports) == EXPECTED
    assert reports["ada"]["score"] == reports["ada"]["max_score"] == 5.0
    assert {report["seed"] for report in reports.values()} == {SEED}
    with Engine(source_kit) as engine:
        here = {one.student: report for one, report in Local(exercises, engine)(iter(handed_in[2:]), SEED)}
    for student, report in here.items():
        assert {name: reports[student][name] for name in SAME} == {name: report[name] for name in SAME}, student


SAME = ("status", "score", "max_score", "checks", "message")


def test_a_killed_worker_loses_nothing(cluster: LocalCluster, handed_in: list[HandedIn], source_kit: Kit) -> None:
    """What it had begun is begun again by the other one, or by the one that takes its place."""
    reports: dict[str, dict[str, Any]] = {}
    with Client(cluster.scheduler_address) as client, closing(Cluster(cluster.scheduler_address, [])) as graders:
        pids = client.run(os.getpid)
        for one, report in graders(iter(handed_in), SEED):
            assert one.student not in reports
            reports[one.student] = report
            if one.student == "lost":  # told before any answer is graded, and both are on their way
                assert not set(reports) & {"ada", "bob"}
                os.kill(pids[_at_work(client)], signal.SIGKILL)

    assert _statuses(reports) == EXPECTED


def _at_work(client: Any) -> str:
    """Return the address of a worker that has something to grade."""
    while True:  # what was sent a moment ago has perhaps not been given to anybody
        for address, keys in client.processing().items():
            if keys:
                return str(address)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked, and no server is warm")
def test_each_worker_has_a_server_of_its_own(cluster: LocalCluster) -> None:
    """It ends with its worker, also with one that is killed."""
    with Client(cluster.scheduler_address) as client:
        pids = client.run(os.getpid)
        client.run(_begin)
        servers = {pid: _servers_of(pid) for pid in pids.values()}
        assert [len(one) for one in servers.values()] == [1, 1]

        pid = next(iter(pids.values()))
        ended = os.pidfd_open(servers[pid][0])
        os.kill(pid, signal.SIGKILL)

    assert select.select([ended], [], [], 30)[0], "the server has outlived its worker"
    os.close(ended)


def _begin() -> None:
    engine_here().launcher()


def _servers_of(pid: int) -> list[int]:
    """Return the warm servers that the process ``pid`` has started."""
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdigit() and f"\nPPid:\t{pid}\n" in (folder / "status").read_text():
                found += [int(folder.name)] * (b"grader.child.server" in (folder / "cmdline").read_bytes())
    return found


def test_the_command_line(
    cluster: LocalCluster, handed_in: list[HandedIn], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`grader batch --scheduler ADDRESS` writes the same gradebook as without."""
    folder = tmp_path / "class"
    for one in (handed_in[0], handed_in[-1]):
        (folder / one.student).mkdir(parents=True)
        shutil.copy(one.path, folder / one.student / f"{SLUG}.py")
    (folder / "torn.zip").write_bytes(b"torn")
    out = tmp_path / "out"
    command = ["batch", str(folder), "--out", str(out), "--exercise", "00", "--scheduler", cluster.scheduler_address]

    assert main(command) == 0

    with (out / "gradebook.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["student"]: (row["total"], row[f"{SLUG} status"]) for row in csv.DictReader(stream)}
    assert rows == {"ada": ("5", "passed"), "broken": ("0", "invalid"), "torn": ("", "invalid")}
    assert "3 submissions of 3 students" in capsys.readouterr().out


def test_a_server_that_died_fails_one_submission(handed_in: list[HandedIn], monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one has another, or a worker with a dead server would take a whole class."""
    made: list[Failing] = []

    class Failing:
        def __init__(self, *_: object, shared: bool) -> None:
            self.closed = False
            made.append(self)

        def attempt(self, exercise: Exercise, path: Path, seed: int) -> Attempt:
            return Attempt(exercise, path, seed, "harness_error", "The warm server does not answer.")

        def close(self) -> None:
            self.closed = True

    monkeypatch.setattr("grader.batch.cluster.Engine", Failing)
    for _ in range(2):
        assert grade_here(grader.__version__, SLUG, "ada.py", b"", SEED)["status"] == "harness_error"

    assert [one.closed for one in made] == [True, True]


def test_another_version_grades_nothing(handed_in: list[HandedIn]) -> None:
    """Grades of one class come from one version of the kit."""
    with pytest.raises(KitError, match="the batch is of 99"):
        grade_here("99", SLUG, "ada.py", b"", SEED)


def test_a_scheduler_that_is_not_there() -> None:
    """A typo in the address is a sentence."""
    with pytest.raises(KitError, match="No Dask scheduler answers at nonsense"):
        Cluster("nonsense://127.0.0.1:1", [])
