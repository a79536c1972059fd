"""Set up the kit's own environment in ``.venv``: `python grader/bootstrap.py {learner,dev}`.

Runs as a plain file with the standard library alone, before anything is installed. A stamp remembers what was
installed; when nothing changed since, this ends at once. An interrupted set-up leaves no stamp: the next call goes on.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST, NEWEST = (3, 11), (3, 13)
WHEELHOUSE = ROOT / "wheelhouse"  # `grader bundle --wheelhouse` puts all packages there: then nothing is downloaded
LOCKS = {"learner": "requirements.lock", "dev": "requirements-dev.lock"}
# Settings of the shell that would install elsewhere, or keep Python from caching the bytecode that makes TensorFlow
# import in 5 seconds instead of 10.
HIDDEN = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_USER", "PIP_PREFIX", "VIRTUAL_ENV")


def main(kind: str) -> int:
    """Install what ``kind`` needs; returns 0, or 2 after a sentence that says what to do."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return _complain(
            f"This is Python {sys.version.split()[0]}; TensorFlow 2.21 needs 3.11, 3.12 or 3.13. "
            "Install one of them, then say which: make grade PYTHON=python3.12"
        )
    stamp = VENV / "callbacks-by-doing"
    wanted = {one: _fingerprint(one) for one in LOCKS}
    have = stamp.read_text(encoding="utf-8").strip() if stamp.exists() else ""
    # What the gate needs includes what a learner needs.
    if PYTHON.exists() and have in (wanted[kind], wanted["dev"]):
        return 0
    if refusal := _refusal(kind):
        return _complain(refusal)
    with contextlib.suppress(FileNotFoundError):
        stamp.unlink()
    download = "nothing to download" if WHEELHOUSE.is_dir() else "about 600 MB to download"
    _say(
        f"Installing TensorFlow, Keras and what they need into {VENV.relative_to(ROOT)}{os.sep} "
        f"({download}, 2 GB on disk).\n"
        "This happens once and takes a minute or more; later runs start at once."
    )
    environment = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    for step in _steps(kind):
        if subprocess.call(step, cwd=ROOT, env=environment) != 0:
            return _complain(
                f"The set-up stopped at `{' '.join(map(str, step[:4]))} ...`; the lines above say why. "
                "Without a network, connect once and run the same command again: it goes on where it stopped."
            )
    stamp.write_text(wanted[kind] + "\n", encoding="utf-8")
    _say("Everything is installed.\n")
    return 0


def _refusal(kind: str) -> str:
    """Return why this copy of the kit cannot be set up so, or ""."""
    if kind == "dev" and not (ROOT / "tests").is_dir():
        return "This copy of the kit is for learners, and has no tests. `make grade` is for you."
    here = f"Python {sys.version_info[0]}.{sys.version_info[1]} on {platform.system()} {platform.machine()}"
    note = WHEELHOUSE / "made-for.txt"
    made_for = note.read_text(encoding="utf-8").strip() if note.exists() else here
    if made_for != here:
        return (
            f"The packages in {WHEELHOUSE.name}{os.sep} are for {made_for}, and this is {here}. Name the right Python, as in "
            f"`make grade PYTHON={made_for.split(' on ')[0].lower().replace(' ', '')}`, or remove that folder and connect "
            "to a network."
        )
    return ""


def _steps(kind: str) -> list[list[str]]:
    """Return the commands of the set-up, with uv where there is one: it does the same several times faster."""
    python = str(PYTHON)
    fresh = [] if PYTHON.exists() and _works() else ["--clear"]
    if uv := shutil.which("uv"):
        make = [[uv, "venv", "--quiet", "--python", sys.executable, *fresh, str(VENV)]] if fresh else []
        install = [uv, "pip", "install", "--python", python, "--compile-bytecode"]
    else:
        make = [[sys.executable, "-m", "venv", *fresh, str(VENV)]] if fresh else []
        install = [python, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "on"]
        install += [] if sys.stdout.isatty() else ["--quiet"]
    if WHEELHOUSE.is_dir():
        install += ["--no-index", "--find-links", str(WHEELHOUSE)]
    return [
        *make,
        [*install, "--require-hashes", "-r", LOCKS[kind]],
        [*install, "--no-deps", "-e", "."],
    ]


def _works() -> bool:
    return subprocess.call([str(PYTHON), "-c", "pass"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def _fingerprint(kind: str) -> str:
    digest = hashlib.sha256(f"{kind} {ROOT}".encode())
    for name in (LOCKS[kind], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _say(text: str) -> None:
    print(text, flush=True)


def _complain(text: str) -> int:
    print(text, file=sys.stderr, flush=True)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if sys.argv[1:] in (["learner"], ["dev"]) else "learner"))
    except KeyboardInterrupt:
        sys.exit(_complain("\nStopped. The same command goes on from here."))
