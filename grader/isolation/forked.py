"""Children forked from a warm server."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any, BinaryIO

from grader.isolation.ask import Connection, Lost
from grader.isolation.launcher import Children, ServerLost
from grader.isolation.servers import Server
from grader.kit.errors import KitError

TRIES = 3


class ForkedLauncher:
    """Starts children of ``server``."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._children = Children()

    def start(self, request: dict[str, Any]) -> ForkedChild:
        """Start a child on ``request``; raises KitError with the server's last words when there is none to be had.

        A server that ends just now, or is of another version, is followed by a new one; one that is silent is not.
        """
        self._children.expect_one()
        for _ in range(TRIES):
            connection = self._server.connect()
            ours, theirs = os.pipe()
            try:
                with tempfile.TemporaryFile() as file:  # the child reads it, not the server
                    file.write(json.dumps(request).encode())
                    file.seek(0)
                    connection.send({"version": self._server.version, "ask": "run"}, file.fileno(), theirs)
                connection.answer()
            except (Lost, TimeoutError) as error:
                connection.close()
                os.close(ours)
                if isinstance(error, TimeoutError):
                    raise self._server.silence() from error
                reason = error
            else:
                child = ForkedChild(connection, os.fdopen(ours, "rb"))
                self._children.add(child)
                return child
            finally:
                os.close(theirs)
        raise KitError(f"The warm server does not answer: {reason}. {self._server.last_words()}")

    def close(self) -> None:
        """End every child and be done with the server."""
        self._children.close()
        self._server.close()


class ForkedChild:
    """A child of the warm server."""

    def __init__(self, connection: Connection, evidence: BinaryIO) -> None:
        self._connection = connection
        self.evidence = evidence

    def kill(self) -> None:
        """Have the server kill the child."""
        self._connection.say_no_more()

    def end(self) -> int | None:
        """Kill what is left and return the exit code, as ``Child.end`` says."""
        self.kill()
        try:
            return int(self._connection.answer(10)["exit"])
        except TimeoutError:
            return None
        except Lost as error:
            raise ServerLost(f"The warm server ended in the middle of a run: {error}.") from error
        finally:
            self._connection.close()

    def last_words(self) -> str:
        """Return nothing: what a forked child writes goes nowhere, and its server has lived on."""
        return ""
