"""The warm server: imports Keras once and forks a child for each request.

Run as ``python -m grader.child.server SOCKET``. It prints one line, ``ready``, when it has imported everything, and
ends when its standard input does, so it never outlives the command that started it, not even a killed one.

A client connects to SOCKET, sends one message (``grader.child.wire``) that is the request of ``__main__`` with a
descriptor for evidence attached, and reads one line of JSON when the child has ended: ``{"exit": code}``, negative
for a signal. A client that closes its side first has the child's process group killed.
The server itself never runs an operation and never asks for a device: after either, a forked child may hang.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import sys
from typing import Any, NoReturn

from grader.child.wire import receive_request


class Server:
    """Accepts requests on a socket, forks for each, tells each client how its child ended."""

    def __init__(self, path: str) -> None:
        self._selector = selectors.DefaultSelector()
        self._clients: dict[int, socket.socket] = {}
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(path)
        self._listener.listen(64)

    def serve(self) -> None:
        """Serve until standard input ends."""
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
        self._selector.register(0, selectors.EVENT_READ, self._stop)
        self._running = True
        while self._running:
            for key, _ in self._selector.select():
                key.data(key.fileobj)
        for pid in list(self._clients):
            _kill_group(pid)

    def _stop(self, _: Any) -> None:
        self._running = False

    def _accept(self, listener: socket.socket) -> None:
        client, _ = listener.accept()
        client.settimeout(5)
        try:
            request, evidence = receive_request(client)
        except (OSError, ValueError):
            client.close()
            return
        pid = os.fork()
        if pid == 0:
            self._become_child(request, evidence)
        os.close(evidence)
        self._clients[pid] = client
        ended = os.pidfd_open(pid)
        self._selector.register(ended, selectors.EVENT_READ, lambda _: self._finish(pid, ended))
        self._selector.register(client, selectors.EVENT_READ, lambda _: self._abandon(pid))

    def _become_child(self, request: dict[str, Any], evidence: int) -> NoReturn:
        os.setsid()
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signal_number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._selector.close()
        self._listener.close()
        for client in self._clients.values():
            client.close()
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        from grader.child.session import run_request

        run_request(request, evidence)

    def _abandon(self, pid: int) -> None:
        # The child may have been finished within the same round of events.
        if client := self._clients.get(pid):
            self._selector.unregister(client)
            _kill_group(pid)

    def _finish(self, pid: int, ended: int) -> None:
        self._selector.unregister(ended)
        os.close(ended)
        # What the child started must not outlive it; before the wait, nobody else can have its number.
        _kill_group(pid)
        _, status = os.waitpid(pid, 0)
        client = self._clients.pop(pid)
        with contextlib.suppress(KeyError):
            self._selector.unregister(client)
        with contextlib.suppress(OSError):
            client.sendall(json.dumps({"exit": os.waitstatus_to_exitcode(status)}).encode() + b"\n")
        client.close()


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def main() -> None:
    """Import everything a child needs, say so, serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command that started this server decides when it ends
    from grader.child import session  # noqa: F401  (imported for what it loads)

    server = Server(sys.argv[1])
    # Objects that no collection visits stay shared between the server and its children.
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    server.serve()


if __name__ == "__main__":
    main()
