"""What a submission that reaches for what is not its own comes to here: it is run, and tells."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass

from grader.catalogue import all_exercises
from grader.isolation.collect import Job, collect
from grader.isolation.launchers import open_launcher
from grader.isolation.run_folder import run_folder
from grader.kit.errors import KitError
from grader.kit.paths import Kit

# Each attempt is Python; `file` is one of the account, `process` that of the grader, `port` one that it listens on.
ATTEMPTS = {
    "read a file outside its folder": "open(file).read()",
    "write a file outside its folder": "open(file + '.written', 'w').close()",
    "signal the grader": "os.kill(process, 0)",
    "reach this machine's network": "socket.create_connection(('127.0.0.1', port), 5).close()",
}
SUCCEEDED = "it could"
_PROGRAM = """
import os, socket
file, process, port = {file!r}, {process}, {port}
for what, code in {attempts!r}.items():
    try:
        exec(code)
    except Exception as error:
        print(what, "refused, " + type(error).__name__, sep=": ")
    else:
        print(what, {succeeded!r}, sep=": ")
"""


@dataclass(frozen=True)
class Found:
    """The protections of a graded run, and what each attempt came to: ``SUCCEEDED``, or how it was refused."""

    protections: list[str]
    outcomes: dict[str, str]


def probe(kit: Kit) -> Found:
    """Run a submission that tries all of ``ATTEMPTS``, and return what it found; raises KitError when none can be run."""
    with (
        run_folder() as folder,
        socket.create_server(("127.0.0.1", 0)) as server,
        open_launcher() as launcher,
    ):
        file = folder / "private"
        file.write_text("not for submissions", encoding="utf-8")
        program = _PROGRAM.format(
            file=str(file),
            process=os.getpid(),
            port=server.getsockname()[1],
            attempts=ATTEMPTS,
            succeeded=SUCCEEDED,
        )
        evidence = collect(Job(all_exercises(kit)[0], program, {}), launcher)
    if evidence.harness_fault or evidence.loaded.status != "loaded":
        raise KitError(f"A graded run does not work here: {evidence.harness_fault or evidence.faults}.")
    told = dict(line.split(": ", 1) for line in evidence.printed.splitlines() if ": " in line)
    return Found(evidence.protections, {what: told.get(what, "it did not say") for what in ATTEMPTS})
