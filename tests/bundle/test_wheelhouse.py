"""The packages of a classroom without a network."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from grader.bundle import wheelhouse
from grader.kit.errors import KitError
from grader.kit.paths import Kit


def _pip(monkeypatch: pytest.MonkeyPatch, code: int = 0, said: str = "") -> list[list[str]]:
    """Put something in place of pip that notes how it was called, and puts a file where pip would."""
    calls: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        if "--dest" in command and not code:
            Path(command[command.index("--dest") + 1], f"package{len(calls)}.whl").touch()
        return subprocess.CompletedProcess(command, code if "--dest" in command else 0, "", said)

    monkeypatch.setattr("grader.bundle.wheelhouse.subprocess.run", run)
    return calls


def test_what_is_downloaded(source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the lock file names, with its hashes; what builds the kit; and a note for whom it fits."""
    calls = _pip(monkeypatch)
    said: list[str] = []

    files = wheelhouse.download(source_kit.root, tmp_path, said.append)

    _, locked, build = (" ".join(call) for call in calls)
    assert locked.endswith(f"--require-hashes --requirement {source_kit.root / 'requirements.lock'}")
    assert "hatchling" in build
    assert sorted(files) == ["wheelhouse/made-for.txt", "wheelhouse/package2.whl", "wheelhouse/package3.whl"]
    assert files["wheelhouse/made-for.txt"].read_text(encoding="utf-8") == f"{wheelhouse.made_for()}\n"
    assert "600 MB" in said[0]


def test_no_network_is_a_sentence(source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What pip complains of first, and a question."""
    _pip(monkeypatch, 1, "WARNING: retrying\nERROR: No matching distribution found for keras\n")

    with pytest.raises(KitError, match=r"No matching distribution found for keras\. Is there a network\?"):
        wheelhouse.download(source_kit.root, tmp_path, lambda _: None)
