"""A browser that is missing is a reason to skip for a learner, and a failure where CI is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browsing import SETTING, chromium


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hide every browser."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.delenv("CI", raising=False)


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_a_learner_is_told_what_to_install() -> None:
    """The tests are skipped, and the reason says what to do."""
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        chromium()


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_the_gate_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody would notice that a gate skips them."""
    monkeypatch.setenv("CI", "1")

    with pytest.raises(pytest.fail.Exception, match="must not be skipped"):
        chromium()


@pytest.mark.usefixtures("no_browser")
def test_a_browser_of_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has one under an unusual name names it."""
    monkeypatch.setenv(SETTING, "/opt/browser")

    assert chromium() == "/opt/browser"
