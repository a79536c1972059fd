"""The child as a program: one request in, evidence out, in a process that has just imported Keras.

Protocol (version 3)
--------------------
It expects one line of JSON, the request, on standard input (a warm server hands the same request to a fork):

    protocol       3
    key            16 bytes in hexadecimal, with which each line of evidence is sealed
    folder         an existing folder of its own; every run gets ``folder/<run>`` as its working directory
    source         the text of the submission, or null to examine what another child left behind
    scenarios      path of the exercise's ``scenarios.py``
    names          the top-level names that the exercise asks for
    cases          {run: case}; ``case["scenario"]`` names a function of ``scenarios.py``. A case that ``continues`` an
                   earlier run, of another child, brings ``folder``, where that one worked and this one goes on
    limits         {cpu_seconds, file_bytes, open_files, memory_bytes, mapped_bytes, processes}
    places         {readable, writable}: files and folders that the submission may see, and change
    without        protections that are not wanted, of namespaces, landlock, seccomp
    required       protections without which nothing is to be run: the child ends after ``ready`` where one is missing
    environment    variables to set before anything is imported or run
    live           absent, or the path of the learner's own file: it is run in place, on its terminal, without limits

It writes evidence, one JSON object a line, in the order of what happened, to its original standard output
(the warm server passes another descriptor). Before the object stands its seal, and a space: the BLAKE2b digest of 8
bytes, under the key, of the line's number (from 0), a space and the object. ``event`` says what each line is:

    unready        message: limits, TensorFlow or the scenarios failed. The child ends here, and the submission, which
                   has not been read, has no part in it
    ready          versions, protections, space: limits are in force and the scenarios loaded, the submission has not
                   been read; ``space`` is the number of the user namespace of its own, or null
    loaded         names: for each name that exists its kind, parameters and line
    load_failed    the exception that importing the submission raised
    begin, end     around everything that one run did
    hook           probe (first or last in the list of callbacks), hook, at (epoch or batch), logs, rate, stop
    fit, fit_end   the arguments of each call of ``fit`` and the history that it returned
    printed        text on standard output or error
    warning        category, message
    raised         an exception that left the scenario: type, message, line of the submission, whether not written yet
    value          name, value: what a scenario noted
    file           path, digest: a watched file at the end of an epoch (digest null: it is not there)
    dying          moment: the run has come to where its case, which has ``dies``, wants this process to be killed
    overflow       there was more to tell than 16 MB, or than 3 MB at once: the child ends here
    done           nothing is missing

A child that ends before ``ready`` is a fault of the kit. After ``dying`` it kills itself with SIGKILL, which no code can
catch or delay; the parent takes the run for killed when the system tells it of that signal. A child that ends otherwise
without ``done`` has crashed; what it wrote before still counts.
"""

from __future__ import annotations

import json
import os
import sys

from grader.child import lifeline


def main() -> None:
    """Import Keras, then wait for a request: a process that waits here is a warm spare.

    Whoever started it holds the other end of standard input until it is to end.
    """
    tied = lifeline.end_with_parent()
    evidence = os.dup(1)
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 1)
    from grader.child import preload  # noqa: F401  (imported for what it loads)
    from grader.child.session import run_request

    request = json.loads(sys.stdin.readline())
    if not tied:
        lifeline.end_at_eof(os.dup(0))
    os.dup2(quiet, 0)
    os.dup2(quiet, 2)  # up to here it tells the parent why there is no child
    os.close(quiet)
    run_request(request, evidence)


if __name__ == "__main__":
    main()
