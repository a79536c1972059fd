"""What the environment asks of the sandbox."""

from __future__ import annotations

import pytest

from grader.isolation.layers import LAYERS, REQUIRE_VARIABLE, VARIABLE, required, without
from grader.kit.errors import KitError


@pytest.mark.parametrize(("wish", "layers"), [("", ()), ("0", ()), ("1", LAYERS)])
def test_the_whole_sandbox_can_be_demanded(monkeypatch: pytest.MonkeyPatch, wish: str, layers: tuple[str, ...]) -> None:
    """1 demands every layer; without a wish nothing is demanded."""
    monkeypatch.setenv(REQUIRE_VARIABLE, wish)

    assert required() == layers


def test_other_wishes_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wish that cannot be understood is never taken for none."""
    monkeypatch.setenv(REQUIRE_VARIABLE, "please")
    with pytest.raises(KitError, match=r"CALLBACKS_REQUIRE_SANDBOX is 'please'\. It can be 1"):
        required()
    monkeypatch.setenv(VARIABLE, "seccomp, namespace")
    with pytest.raises(KitError, match="namespaces"):
        without()
