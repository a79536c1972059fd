"""The warm server: imports Keras once and forks a child for each request.

Run as ``python -m grader.child.server SOCKET VERSION [IDLE_SECONDS MEMORY_MB]``. It prints one line, ``listening``, and
then imports everything; whoever connects meanwhile is answered afterwards. Without the last two arguments it belongs to
the command that started it: it ends when its standard input does, so it never outlives that command, not even a killed
one. With them it is shared: it ends when it had nothing to do for so long, or holds more memory than that.

A client connects to SOCKET and sends one message (``grader.child.wire``), an object with ``version`` and ``ask``:

    run       Two descriptors are attached: of a file to read the request of ``__main__`` from, and for evidence. The
              answer is a line ``{"accepted": true}`` at once, and a line ``{"exit": code}`` when the child has ended,
              negative for a signal. A client that closes its side first has the child's process group killed.
    status    The answer is one line: ``pid``, ``running`` and ``served`` (children), ``seconds`` (since it started),
              ``megabytes``.
    stop      ``{"stopping": true}``: nothing more is accepted, and the server ends with its last child.

A client of another version gets ``{"refused": ...}``, and the server ends as after ``stop``: the kit was upgraded.
The server itself never runs an operation and never asks for a device: after either, a forked child may hang.
It never reads a request either, the child does: what the server has once held in memory, every later child can find
there, the answers of others among it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import selectors
import signal
import socket
import sys
import time
from typing import Any, NoReturn

from grader.child import kernel
from grader.child.strays import kill_strays
from grader.child.wire import receive_message


class Server:
    """Accepts messages on a socket, forks for each run, tells each client how its child ended.

    ``idle`` seconds without anything to do, or ``memory`` in megabytes, end a shared server; None: it ends with
    standard input.
    """

    def __init__(self, path: str, version: str, idle: float | None = None, memory: float | None = None) -> None:
        self._path, self._version, self._idle, self._memory = path, version, idle, memory
        self._selector = selectors.DefaultSelector()
        self._clients: dict[int, socket.socket] = {}
        self._ends: dict[int, int] = {}
        self._open, self._served, self._began = True, 0, time.monotonic()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(path)
        self._own = _identity(path)
        self._listener.listen(64)

    def serve(self) -> None:
        """Serve until it is time to end and the last child has ended."""
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
        if self._idle is None:
            self._selector.register(0, selectors.EVENT_READ, self._leave)
        while self._open or self._clients:
            happened = self._selector.select(None if self._clients else self._idle)
            for key, _ in happened:
                key.data(key.fileobj)
            if not happened:
                self._retire()

    def _leave(self, standard_input: Any) -> None:
        self._selector.unregister(standard_input)
        self._retire()
        for pid in self._clients:
            self._kill(pid)

    def _retire(self) -> None:
        """Accept nothing more; the address is gone first, so that nobody takes this server for a working one."""
        if self._open:
            self._open = False
            with contextlib.suppress(OSError):
                if _identity(self._path) == self._own:  # another server may have taken the address over
                    os.unlink(self._path)
            self._selector.unregister(self._listener)
            self._listener.close()

    def _accept(self, listener: socket.socket) -> None:
        try:
            client, _ = listener.accept()
        except OSError:  # whoever knocked is gone, or no descriptor is free until a child has ended
            time.sleep(0.01)
            return
        client.settimeout(5)
        descriptors: list[int] = []
        kept = False
        try:
            message, descriptors = receive_message(client)
            kept = self._take(client, message, descriptors)
        except (OSError, ValueError, KeyError):
            pass  # a client that went away or talks nonsense is no reason to end
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        if not kept:
            client.close()

    def _take(self, client: socket.socket, message: dict[str, Any], descriptors: list[int]) -> bool:
        """Answer ``message`` and tell whether the client waits for a child now."""
        if message.get("version") != self._version:
            self._retire()
            _answer(client, refused="this server is of another version")
        elif message["ask"] == "run" and len(descriptors) == 2:
            self._run(client, *descriptors)
            return True
        elif message["ask"] == "status":
            _answer(client, **self._status())
        elif message["ask"] == "stop":
            self._retire()
            _answer(client, stopping=True)
        return False

    def _run(self, client: socket.socket, request: int, evidence: int) -> None:
        _answer(client, accepted=True)
        pid = os.fork()
        if pid == 0:
            client.close()
            self._become_child(request, evidence)
        _lead_a_group(pid)  # here as well, so that a client that leaves at once finds a group to be killed
        self._clients[pid] = client
        self._served += 1
        self._ends[pid] = os.pidfd_open(pid)
        self._selector.register(self._ends[pid], selectors.EVENT_READ, lambda _: self._finish(pid))
        self._selector.register(client, selectors.EVENT_READ, lambda _: self._abandon(pid))

    def _become_child(self, request: int, evidence: int) -> NoReturn:
        try:
            # A server that is killed takes its children with it, and the client learns that it was lost.
            kernel.die_with_parent(signal.SIGKILL)
            _lead_a_group(0)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self._selector.close()
            self._listener.close()
            for client in self._clients.values():
                client.close()
            for ended in self._ends.values():
                os.close(ended)
            nothing = os.open(os.devnull, os.O_RDWR)
            for descriptor in (0, 1, 2):
                os.dup2(nothing, descriptor)
            from grader.child.session import run_request

            with open(request, encoding="utf-8") as file:
                asked = json.load(file)
            run_request(asked, evidence)
        finally:
            os._exit(1)  # whatever went wrong: a second server goes on from nowhere

    def _abandon(self, pid: int) -> None:
        # The child may have been finished within the same round of events.
        if client := self._clients.get(pid):
            self._selector.unregister(client)
            self._kill(pid)

    def _kill(self, pid: int) -> None:
        """Kill the child ``pid`` and its group, which it may have left for another one, the server's own included."""
        _kill_group(pid)
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(self._ends[pid], signal.SIGKILL)

    def _finish(self, pid: int) -> None:
        self._selector.unregister(self._ends[pid])
        os.close(self._ends.pop(pid))
        # What the child started must not outlive it; before the wait, nobody else can have its number.
        _kill_group(pid)
        _, status = os.waitpid(pid, 0)
        client = self._clients.pop(pid)
        kill_strays(self._clients)
        with contextlib.suppress(KeyError):
            self._selector.unregister(client)
        with contextlib.suppress(OSError):
            _answer(client, exit=os.waitstatus_to_exitcode(status))
        client.close()
        if self._memory is not None and _megabytes() > self._memory:
            self._retire()

    def _status(self) -> dict[str, Any]:
        seconds = round(time.monotonic() - self._began)
        running = {"pid": os.getpid(), "running": len(self._clients), "served": self._served}
        return running | {"seconds": seconds, "megabytes": round(_megabytes())}


def _answer(client: socket.socket, **fields: Any) -> None:
    client.sendall(json.dumps(fields).encode() + b"\n")


def _identity(path: str) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_dev, found.st_ino


def _lead_a_group(pid: int) -> None:
    with contextlib.suppress(OSError):
        os.setpgid(pid, pid)


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _megabytes() -> float:
    """Return the resident memory of this process."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1_000_000


def main(arguments: list[str]) -> None:
    """Listen, import everything that a child needs, serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command that started this server decides when it ends
    kernel.adopt_orphans()  # so that no process of a submission gets away
    path, version, *limits = arguments
    server = Server(path, version, *map(float, limits))
    print("listening", flush=True)
    os.dup2(2, 1)  # whoever read that line may be gone
    from grader.child import session  # noqa: F401  (imported for what it loads)

    # Objects that no collection visits stay shared between the server and its children.
    gc.collect()
    gc.freeze()
    server.serve()


if __name__ == "__main__":
    main(sys.argv[1:])
