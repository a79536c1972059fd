"""`grader server`, and what doctor says of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import pytest

from grader.cli import main
from grader.isolation.probe import Found
from grader.isolation.servers import SharedServer
from grader.kit.errors import KitError


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SharedServer]:
    """Return a shared server of this test's own, which is not running yet."""
    monkeypatch.setenv("CALLBACKS_LAUNCHER", "shared")
    with tempfile.TemporaryDirectory(prefix="cbd-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        one = SharedServer(lambda sentence: None)
        yield one
        one.ask("stop")


def test_status_and_stop(server: SharedServer, capsys: pytest.CaptureFixture[str]) -> None:
    """The running server is described in a line, stopped on request, and nothing is started by asking."""
    assert main(["server", "status"]) == 0
    assert "none is running" in capsys.readouterr().out
    server.connect().close()

    assert main(["server", "status"]) == 0
    assert "0 runs so far, 0 going on." in capsys.readouterr().out
    assert main(["server", "stop"]) == 0
    assert capsys.readouterr().out == "The warm server stops.\n"
    assert main(["server", "stop"]) == 0
    assert capsys.readouterr().out == "No warm server is running.\n"


def test_where_none_is_used(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With fresh processes there is no server to look at, and the answer says so."""
    monkeypatch.setenv("CALLBACKS_LAUNCHER", "fresh")

    assert main(["server", "status"]) == 0
    assert "not used here (children are fresh)" in capsys.readouterr().out


def test_a_server_that_hangs_is_told(
    server: SharedServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both commands say which process it is and how to end it; doctor says so too, and goes on."""
    silent = KitError("The warm server (process 12) does not answer. End it with: kill -9 12")

    def ask(self: SharedServer, question: str) -> None:
        raise silent

    with monkeypatch.context() as patch:
        patch.setattr(SharedServer, "ask", ask)
        patch.setattr("grader.cli.doctor.probe", lambda _: Found(["rlimits"], {}))
        for question in ("status", "stop"):
            assert main(["server", question]) == 2
            assert capsys.readouterr().err == f"{silent.message}\n"
        assert main(["doctor"]) == 0
        assert silent.message in capsys.readouterr().out
