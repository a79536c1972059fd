"""What the fixture `unharmed` sees."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.hostile.conftest import _tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@pytest.mark.parametrize("harm", ["mode", "mode of a folder", "content", "new", "gone", "new folder"])
def test_every_harm_is_seen(tmp_path: Path, harm: str) -> None:
    """A file that is changed, opened to others, added or removed makes another tree; bytecode does not."""
    folder, file = tmp_path / "run", tmp_path / "run" / "file"
    folder.mkdir()
    file.write_text("x", encoding="utf-8")
    before = _tree([tmp_path])
    (folder / "__pycache__").mkdir()
    assert _tree([tmp_path]) == before

    match harm:
        case "mode":
            file.chmod(0o777)
        case "mode of a folder":
            folder.chmod(0o777)
        case "content":
            file.write_text("xy", encoding="utf-8")
        case "new":
            (folder / "new").touch()
        case "gone":
            file.unlink()
        case _:
            (folder / "new").mkdir()

    assert _tree([tmp_path]) != before
