"""One request from start to end: limits, submission, scenarios, evidence."""

from __future__ import annotations

import gc
import os
import platform
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from grader.child import fit, preload
from grader.child.channel import LIMIT, Channel
from grader.child.confine import confine
from grader.child.failure import describe
from grader.child.printed import MAX_CHARACTERS, Printed
from grader.child.record import Killed, Record
from grader.child.submission import MODULE, Submission, describe_names, load, load_file

PROTOCOL = 3


def run_request(request: dict[str, Any], evidence: int) -> NoReturn:
    """Serve ``request``, write evidence to the descriptor ``evidence``, and end this process."""
    if request["protocol"] != PROTOCOL:
        os._exit(3)
    try:
        # What a person watches is written nowhere.
        limit = sys.maxsize if request.get("live") else LIMIT
        _Session(request, Channel(evidence, bytes.fromhex(request.pop("key")), limit)).run()
    finally:
        # An ordinary exit would run the exit handlers of TensorFlow and of the submission.
        os._exit(0)


class _Session:
    def __init__(self, request: dict[str, Any], channel: Channel) -> None:
        self._request = request
        self._channel = channel
        self._folder = Path(request["folder"])
        live = request.get("live")
        self._file = live or str(self._folder / f"{MODULE}.py")
        self._output = Printed(channel, "stdout", sys.__stdout__ if live else None)
        self._errors = Printed(channel, "stderr", sys.__stderr__ if live else None)
        self._folders: dict[str, Path] = {}
        self._warnings_left = MAX_CHARACTERS

    def run(self) -> None:
        try:
            scenarios = self._set_up()
        except BaseException as error:  # the submission has not been read: nobody may take this for its fault
            self._channel.send("unready", message=_in_words(error, self._request["scenarios"]))
            if self._request.get("live"):
                traceback.print_exception(error)
            return
        submission = self._load()
        if submission is None:
            return
        for run, case in self._request["cases"].items():
            self._run_case(run, case, getattr(scenarios, case["scenario"]), submission)
        self._channel.send("done")

    def _set_up(self) -> ModuleType:
        """Put everything in force and return the scenarios; the submission comes after."""
        os.environ.update(self._request["environment"])
        tempfile.tempdir = None  # it was looked up before this run had a folder of its own
        _use_data(os.environ.get("TFDS_DATA_DIR"))
        os.chdir(self._folder)
        live = self._request.get("live")
        # A person at a breakpoint takes their time.
        protections = [] if live else confine(self._request)
        _start_quickly()
        fit.install()
        # Scenarios may keep the streams that are there when they are loaded.
        sys.stdout, sys.stderr = self._output, self._errors
        warnings.simplefilter("always")
        # Libraries tell each other what is going to change, some at every call; no learner can do anything about it.
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"(keras|tensorflow|numpy|matplotlib)\b")
        warnings.showwarning = self._warn
        scenarios = load_file(Path(self._request["scenarios"]), "scenarios")
        versions = preload.VERSIONS | {"python": platform.python_version()}
        space = os.stat("/proc/self/ns/user").st_ino if "namespaces" in protections else None
        self._channel.send("ready", versions=versions, protections=protections, space=space)
        if set(self._request.get("required", ())) - set(protections):
            os._exit(0)  # it was asked for more than this system offers
        gc.freeze()
        return scenarios

    def _load(self) -> Submission | None:
        source = self._request["source"]
        if source is None:
            return Submission(None)
        try:
            module = load(source, Path(self._file))
        except BaseException as error:  # SystemExit and KeyboardInterrupt included: the learner may raise anything
            self._failed("load_failed", error)
            return None
        self._settle()
        self._channel.send("loaded", names=describe_names(module, self._request["names"]))
        return Submission(module)

    def _run_case(self, run: str, case: dict[str, Any], scenario: Any, submission: Submission) -> None:
        folder = self._place(run, case)
        os.chdir(folder)
        self._channel.send("begin", run=run)
        self._warnings_left = MAX_CHARACTERS
        if self._request.get("live"):
            print(f"\n--- {run} ---")
        record = Record(self._channel, self._settle, folder, merciful=bool(self._request.get("live")))
        try:
            with fit.recorded_by(record):
                record.start(case.get("training_seed", 0))
                scenario(case, submission, record)
        except Killed:
            pass
        except BaseException as error:
            self._failed("raised", error)
        self._settle()
        record.list_files()
        self._channel.send("end", run=run)

    def _place(self, run: str, case: dict[str, Any]) -> Path:
        """Return the folder that ``run`` works in."""
        before = case.get("continues")
        if before is None:
            folder = self._folder / run
            folder.mkdir()
        elif "folder" in case:
            folder = Path(case["folder"])
        else:  # live: all runs share this process
            folder = self._folders[before]
        self._folders[run] = folder
        return folder

    def _failed(self, event: str, error: BaseException) -> None:
        if self._request.get("live"):
            if isinstance(error, KeyboardInterrupt):
                raise error
            traceback.print_exception(error)
        self._settle()
        self._channel.send(event, **describe(error, self._file))

    def _settle(self) -> None:
        self._output.settle()
        self._errors.settle()

    def _warn(self, message: Any, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any) -> None:
        self._settle()
        line = lineno if filename == self._file else None
        warned = {"category": category.__name__, "message": str(message)[:2000], "line": line}
        self._warnings_left -= sum(len(str(value)) for value in warned.values())
        if self._warnings_left >= 0:
            self._channel.send("warning", **warned)


def _in_words(error: BaseException, file: str) -> str:
    """Return what ``error`` says, and the line of ``file`` that it came from, if it did."""
    line = describe(error, file)["line"]
    where = f"{Path(file).name}, line {line}: " if line else ""
    return where + traceback.format_exception_only(error)[-1].strip()[:2000]


def _use_data(folder: str | None) -> None:
    """Have TFDS look for datasets in ``folder``: it has read the variable already, when it was imported."""
    if folder:
        from tensorflow_datasets.core import constants

        constants.DATA_DIR = folder


def _start_quickly() -> None:
    """Keep tiny models on one thread, and run their graphs as they were traced.

    More threads cost time and make a loaded machine slower. To rewrite a graph costs more than such a model ever gains
    by it, each time that a step or a pass over the data begins anew.
    """
    import tensorflow

    tensorflow.config.threading.set_intra_op_parallelism_threads(1)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    tensorflow.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
