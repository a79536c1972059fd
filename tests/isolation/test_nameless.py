"""Files that were removed while a process holds them."""

from __future__ import annotations

import os
import sys
import tempfile

import pytest

from grader.isolation import disk, nameless

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a process holds open is read from /proc")


def test_what_has_no_name_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many descriptors and processes hold a file it takes its bytes once; one with a name counts elsewhere."""
    monkeypatch.setattr(disk, "MAX_BYTES", 3_000_000)
    own = str(os.getpid())
    with tempfile.TemporaryFile(buffering=0) as removed, tempfile.NamedTemporaryFile(buffering=0) as named:
        named.write(b"x" * 4_000_000)
        removed.write(b"x" * 2_000_000)
        again = os.dup(removed.fileno())
        assert nameless.excess([own, own]) is None

        removed.write(b"x" * 2_000_000)

        assert nameless.excess([own]) == "more than 3 MB in files without a name"
        os.close(again)


def test_who_is_gone_holds_nothing() -> None:
    """A process that ends while it is looked at is no error."""
    assert nameless.excess(["0"]) is None
