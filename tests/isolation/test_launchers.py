"""All launchers, with real children: the same evidence, and nothing left behind."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import find_exercise
from grader.evidence import Evidence
from grader.isolation import Child, Job, Launcher, collect, launcher_name, open_launcher
from grader.isolation.fresh import FreshLauncher
from grader.judge.attempt import draw_cases
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.isolation.leaving import REFUSED, SOURCES, is_gone


@pytest.fixture(scope="module", params=["shared", "forked", "fresh"])
def launcher(request: pytest.FixtureRequest) -> Iterator[Launcher]:
    """Return each launcher in turn."""
    with open_launcher(name=request.param) as opened:
        yield opened


@pytest.fixture(params=["shared", "fresh"])
def launcher_to_close(request: pytest.FixtureRequest) -> Iterator[Launcher]:
    """Return a launcher that the test may close."""
    with open_launcher(name=request.param) as opened:
        yield opened


def _run(kit: Kit, launcher: Launcher, source: str, *names: str) -> Evidence:
    exercise = find_exercise(kit, "02")
    cases = draw_cases(exercise, 1)
    return collect(Job(exercise, source, {name: cases[name] for name in names}), launcher)


def test_gives_the_same_evidence(source_kit: Kit, launcher: Launcher) -> None:
    """A right submission runs to its end: scripted logs, a real training, the printed lines."""
    source = (source_kit.solutions / "02_detect_overfitting" / "solution.py").read_text(encoding="utf-8")

    evidence = _run(source_kit, launcher, source, "overfits", "training")

    assert [run.status for run in evidence.runs.values()] == ["finished", "finished"]
    assert "Val/Train loss ratio" in evidence.runs["overfits"].printed
    assert evidence.versions["keras"].startswith("3.15.")
    assert {"own_folder", "rlimits", "process_group"} <= set(evidence.protections)


def test_a_process_that_ends_itself(source_kit: Kit, launcher: Launcher) -> None:
    """os._exit in a hook is a crash of that run, not a pass, and what was printed before is kept."""
    source = (
        "import keras, os\n"
        "class DetectOverfittingCallback(keras.callbacks.Callback):\n"
        "    def __init__(self, threshold): super().__init__()\n"
        "    def on_epoch_end(self, epoch, logs=None):\n"
        "        print('here')\n"
        "        os._exit(0)\n"
    )

    run = _run(source_kit, launcher, source, "overfits").runs["overfits"]

    assert run.status == "crashed"
    assert run.printed == "here\n"


def test_warnings_are_those_that_the_learner_can_heed(source_kit: Kit, launcher: Launcher) -> None:
    """What Keras and NumPy tell each other about changes to come is left out; what the submission's lines cause is kept."""
    source = (
        "import keras, warnings\n"
        "class DetectOverfittingCallback(keras.callbacks.Callback):\n"
        "    def __init__(self, threshold): super().__init__()\n"
        "    def on_train_begin(self, logs=None):\n"
        "        keras.ops.convert_to_numpy(keras.Variable([1.0]))\n"
        "        warnings.warn('mine', DeprecationWarning, stacklevel=1)\n"
    )

    run = _run(source_kit, launcher, source, "overfits").runs["overfits"]

    assert [(one.category, one.message, one.line) for one in run.warnings] == [("DeprecationWarning", "mine", 6)]


@pytest.mark.parametrize(
    ("scenarios", "told"),
    [
        ("def", "scenarios.py, line 1: SyntaxError"),
        ("import keras\nkeras.no_such_thing", "scenarios.py, line 2: AttributeError"),
        ("import os\nos._exit(7)", "ended with exit code 7"),
    ],
)
def test_scenarios_that_cannot_be_read_are_our_fault(
    source_kit: Kit, launcher: Launcher, tmp_path: Path, scenarios: str, told: str
) -> None:
    """They are loaded before the submission, so that nothing in them counts against the learner."""
    exercise = replace(find_exercise(source_kit, "02"), folder=tmp_path)
    (tmp_path / "scenarios.py").write_text(scenarios, encoding="utf-8")

    evidence = collect(Job(exercise, "x = 1", draw_cases(find_exercise(source_kit, "02"), 1)), launcher)

    assert told in (evidence.harness_fault or "")
    assert evidence.loaded.status == "not_run"


def test_a_fresh_process_that_cannot_import_keras_says_why(source_kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation is no crash of the submission, and its last words are passed on."""
    program = "import runpy, sys; sys.modules['keras'] = None; runpy.run_module('grader.child', run_name='__main__')"
    monkeypatch.setattr("grader.isolation.fresh.PYTHON", (sys.executable, "-c", program))

    with open_launcher(name="fresh") as broken:
        evidence = _run(source_kit, broken, "x = 1", "overfits")

    assert "import of keras halted" in (evidence.harness_fault or "")
    assert evidence.loaded.status == "not_run"


def test_a_planned_kill(source_kit: Kit, launcher: Launcher) -> None:
    """A process is killed by the system, the next one goes on with its files, and a third one reads what is left."""
    exercise = find_exercise(source_kit, "08")
    source = (source_kit.solutions / exercise.slug / "solution.py").read_text(encoding="utf-8")
    cases = {name: case for name, case in draw_cases(exercise, 1).items() if name.removeprefix("left_by_")[:3] == "fir"}

    runs = collect(Job(exercise, source, cases), launcher).runs

    assert [run.status for run in runs.values()] == ["killed", "finished", "finished"]
    assert runs["first_0"].death == cases["first_0"]["death"] | {"change": runs["first_0"].death["change"]}  # type: ignore[index]
    assert runs["left_by_first"].values["left"]["at_the_end"]["history"].count("\n") == 4


@pytest.mark.skipif(sys.platform != "linux", reason="a process is waited for by means of Linux")
@pytest.mark.parametrize("kind", SOURCES)
def test_what_a_child_started_dies_with_it(source_kit: Kit, launcher: Launcher, kind: str) -> None:
    """A process that the submission left running is gone when its run is over; where it may start none, it has none."""
    evidence = _run(source_kit, launcher, SOURCES[kind], "overfits")
    printed = evidence.printed.strip()

    if os.getuid() == 0 or "namespaces" not in evidence.protections:
        assert printed == REFUSED
        return
    gone = is_gone(int(printed))
    if isinstance(launcher, FreshLauncher) and kind != "in its group":
        pytest.skip("without a server nobody finds it: the threat model says so")
    assert gone


def test_a_name_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A launcher that does not exist is named, with those that do."""
    monkeypatch.setenv("CALLBACKS_LAUNCHER", "magic")

    with pytest.raises(KitError, match="'magic'; it can be shared, forked, fresh"), open_launcher():
        pass


def test_without_a_server_that_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants nothing left behind gets a server of their own, or fresh processes where those are the rule."""
    monkeypatch.setenv("CALLBACKS_LAUNCHER", "shared")
    assert (launcher_name(), launcher_name(shared=False)) == ("shared", "forked")
    monkeypatch.setenv("CALLBACKS_LAUNCHER", "fresh")
    assert launcher_name(shared=False) == "fresh"


def test_the_server_ends_with_its_command() -> None:
    """Closing the launcher leaves no server and no folder behind."""
    with open_launcher(name="forked") as opened:
        server = opened._server  # type: ignore[attr-defined]  # the process is what this test is about
        process, folder = server._process, server._folder
        assert process.poll() is None

    assert process.poll() is not None
    assert not os.path.exists(folder)


def test_closing_ends_what_other_threads_wait_for(source_kit: Kit, launcher_to_close: Launcher) -> None:
    """Ctrl-C in the main thread must not wait for a submission that loops."""
    source = "while True: pass\n"
    begun = threading.Event()
    exercise = find_exercise(source_kit, "02")
    start = launcher_to_close.start

    def noted(request: dict[str, Any]) -> Child:
        child = start(request)
        begun.set()
        return child

    launcher_to_close.start = noted  # type: ignore[method-assign]  # a spy
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(collect, Job(exercise, source, draw_cases(exercise, 1)), launcher_to_close)
        assert begun.wait(60)
        launcher_to_close.close()
        evidence = waiting.result(20)

    assert evidence.loaded.status != "loaded"
    with pytest.raises(KitError, match="stopped"):
        start({"protocol": 0})


def test_a_child_holds_nothing_of_the_server(source_kit: Kit, launcher: Launcher) -> None:
    """No socket, pipe or process of another run is open in a child: standard streams and its evidence are all."""
    source = (
        "import os, stat\n"
        "kinds = {}\n"
        "for name in os.listdir('/proc/self/fd'):\n"
        "    try:\n"
        "        mode = os.fstat(int(name)).st_mode\n"
        "    except OSError:\n"
        "        continue\n"
        "    kinds[int(name)] = os.readlink(f'/proc/self/fd/{name}')\n"
        "print(sorted(kinds.values()))\n"
    )

    with ThreadPoolExecutor(3) as pool:
        printed = [one.printed for one in pool.map(lambda _: _run(source_kit, launcher, source, "overfits"), range(3))]

    for text in printed:
        assert text.count("pipe:") == 1, text
        assert text.count("socket:") == 0, text
        assert "pidfd" not in text
