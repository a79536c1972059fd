"""Archives of students: what comes out, and what is refused."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from grader.batch import unpack as module
from grader.batch.unpack import unpack
from grader.kit.errors import KitError


def _archive(folder: Path, files: dict[str, bytes]) -> Path:
    archive = folder / "work.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return archive


def _names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_only_python_and_notebooks_come_out(tmp_path: Path) -> None:
    """Not the environment, the data, or what an operating system adds."""
    files = ["kit/exercises/02/exercise.py", "a.ipynb", "data.csv", "model.keras", "__MACOSX/a.py", ".venv/lib/x.py"]
    unpack(_archive(tmp_path, dict.fromkeys(files, b"x")), tmp_path / "out")

    assert _names(tmp_path / "out") == ["a.ipynb", "kit/exercises/02/exercise.py"]


@pytest.mark.parametrize("name", ["../out.py", "a/../../out.py", "/out.py", "..\\out.py", "C:/out.py"])
def test_nothing_leaves_its_folder(tmp_path: Path, name: str) -> None:
    """A name that leads out refuses the whole archive, and nothing is written."""
    with pytest.raises(KitError, match="leads out of its folder"):
        unpack(_archive(tmp_path, {"good.py": b"x", name: b"x"}), tmp_path / "inner" / "out")
    assert _names(tmp_path) == ["work.zip"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    """It could show the file of somebody else."""
    link = zipfile.ZipInfo("link.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "work.zip", "w") as opened:
        opened.writestr(link, "/etc/passwd")

    with pytest.raises(KitError, match="leads out"):
        unpack(tmp_path / "work.zip", tmp_path / "out")


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the size and the number of what it holds, before anything is written."""
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    with pytest.raises(KitError, match="holds more than"):
        unpack(_archive(tmp_path, {"a.py": b"x" * 2000}), tmp_path / "out")

    monkeypatch.setattr(module, "MOST_FILES", 3)
    with pytest.raises(KitError, match="holds 4 files"):
        unpack(_archive(tmp_path, {f"{n}.txt": b"" for n in range(4)}), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_sizes_that_lie_are_found_out(tmp_path: Path) -> None:
    """An archive that claims less than it holds is not believed."""
    archive = _archive(tmp_path, {"a.py": b"x" * 5000})
    raw = bytearray(archive.read_bytes())
    directory = raw.rfind(b"PK\x01\x02")
    raw[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    archive.write_bytes(raw)

    with pytest.raises(KitError, match="not a zip file that can be read"):
        unpack(archive, tmp_path / "out")


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_STORED])
@pytest.mark.parametrize("place", range(45, 90, 9))
def test_flipped_bits_are_a_sentence(tmp_path: Path, kind: int, place: int) -> None:
    """Wherever the compressed data was torn: each kind of compression has errors of its own."""
    archive = tmp_path / "work.zip"
    with zipfile.ZipFile(archive, "w", kind) as opened:
        opened.writestr("a.py", "".join(f"x{number} = {number * number}\n" for number in range(300)))
    raw = bytearray(archive.read_bytes())
    raw[place : place + 9] = bytes(one ^ 0xFF for one in raw[place : place + 9])
    archive.write_bytes(raw)

    with pytest.raises(KitError, match=r"work\.zip is not a zip file that can be read"):
        unpack(archive, tmp_path / "out")


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"no archive"])
def test_what_is_no_archive(tmp_path: Path, raw: bytes) -> None:
    """A broken upload is a sentence."""
    (tmp_path / "work.zip").write_bytes(raw)

    with pytest.raises(KitError, match=r"work\.zip is not a zip file that can be read"):
        unpack(tmp_path / "work.zip", tmp_path / "out")


def test_the_archive_of_a_class_holds_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They come out of it on request, under limits of their own; of a student's archive they do not."""
    monkeypatch.setattr(module, "MOST_FILES", 1)
    archive = _archive(tmp_path, {"ada.zip": b"x", "bob.py": b"x"})

    unpack(archive, tmp_path / "class", module.OF_A_CLASS, 2)
    assert _names(tmp_path / "class") == ["ada.zip", "bob.py"]
    with pytest.raises(KitError, match="holds 2 files"):
        unpack(archive, tmp_path / "student")
