"""JupyterLab on this machine for as long as a test needs it: a free port, a token, and nothing of the user's settings."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

STARTING = 120.0  # seconds
ENDING = 20.0
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/lab\?token=")
_PLACES = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "JUPYTERLAB_WORKSPACES_DIR")
_SETTINGS = "JUPYTERLAB_SETTINGS_DIR"


@contextmanager
def jupyterlab(folder: Path, own: Path, settings: dict[str, dict[str, object]]) -> Iterator[tuple[str, str]]:
    """Serve ``folder``, and give the address and the token; what Jupyter writes of itself goes to ``own``.

    ``settings`` are those of JupyterLab's plugins, by name.
    """
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"]
    command += ["--ServerApp.port=0", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}"]
    with (own / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(own, settings), stdout=log, stderr=subprocess.PIPE, text=True
        )
        timer = threading.Timer(STARTING, process.kill)
        timer.start()
        try:
            address = _address(process)
            timer.cancel()
            threading.Thread(target=_drain, args=(process,), daemon=True).start()
            yield address, token
        finally:
            timer.cancel()
            _end(process)


def _environment(own: Path, settings: dict[str, dict[str, object]]) -> dict[str, str]:
    for plugin, values in settings.items():
        package, name = plugin.split(":")
        file = own / _SETTINGS / package / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")
    return os.environ | {name: str(own / name) for name in (*_PLACES, _SETTINGS)}


def _address(process: subprocess.Popen[str]) -> str:
    """Return the address that the server announces; it is killed when it takes too long, which ends its output."""
    said: list[str] = []
    assert process.stderr
    for line in process.stderr:
        said.append(line)
        if found := _ADDRESS.search(line):
            return found[1]
    pytest.fail("JupyterLab did not start:\n" + "".join(said[-20:]))


def _drain(process: subprocess.Popen[str]) -> None:
    assert process.stderr
    for _ in process.stderr:
        """A full pipe would stop the server."""


def _end(process: subprocess.Popen[str]) -> None:
    """End the server and its kernels; it takes them with it when it is asked."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(ENDING)
    process.kill()
    process.wait(ENDING)
