"""What the wrong submissions of an exercise showed when they were graded, kept so that nothing is graded twice."""

from __future__ import annotations

import ast
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.authoring.specimen import Specimen
from grader.catalogue import Exercise
from grader.diagnosis import VERSION, Signature
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.kit.syntax import parse

FILE = "signatures.json"
_JUDGE = ("cases.py", "scenarios.py", "test_exercise.py")


@dataclass(frozen=True)
class Seen:
    """What one wrong submission showed: its signatures, one for each seed that ended in verdicts, and what was graded."""

    digest: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True)
class Observed:
    """What the wrong submissions of one exercise showed, by their names; ``judge`` tells what graded them."""

    judge: str
    seen: dict[str, Seen]

    def is_fresh(self, specimen: Specimen, judge: str) -> bool:
        """Tell whether what ``specimen`` showed still holds, with ``judge`` grading."""
        kept = self.seen.get(specimen.name)
        return self.judge == judge and kept is not None and kept.digest == digest_of(specimen)


def digest_of(specimen: Specimen) -> str:
    """Return what changes with the code of ``specimen``, but not with its header."""
    return _digest("\n".join(without_header(specimen.path.read_text(encoding="utf-8"))))


def without_header(source: str) -> list[str]:
    """Return the lines of ``source`` after the docstring that it may begin with."""
    first = parse(source).body[0]
    is_header = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return source.splitlines()[first.end_lineno if is_header else 0 :]


def judge_of(exercise: Exercise) -> str:
    """Return what changes with whatever decides how a submission to ``exercise`` is graded."""
    texts = [(exercise.folder / name).read_text(encoding="utf-8") for name in _JUDGE]
    return _digest("\n".join([str(VERSION), *texts]))


def read_observed(kit: Kit, exercise: Exercise) -> Observed:
    """Return what is kept about ``exercise``, nothing where there is no file; raises KitError when it is damaged."""
    file = _file(kit, exercise)
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
        checks, features = table["checks"], table["features"]
        seen = {
            name: Seen(digest, tuple(_signature(checks, features, *one) for one in signatures))
            for name, (digest, *signatures) in table["seen"].items()
        }
        return Observed(table["judge"], seen)
    except FileNotFoundError:
        return Observed("", {})
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise KitError(f"{file} cannot be read: {error}. Remove it: `grader author build` writes it anew.") from error


def write_observed(kit: Kit, exercise: Exercise, observed: Observed) -> None:
    """Keep ``observed`` in the folder of the exercise's solution; each submission has a line of its own."""
    signatures = [one for seen in observed.seen.values() for one in seen.signatures]
    checks = sorted({check for one in signatures for check in one.judged})
    features = sorted({feature for one in signatures for feature in one.features})
    places = {text: place for texts in (checks, features) for place, text in enumerate(texts)}
    table = {
        name: [
            seen.digest,
            *(
                [
                    [places[check] for check in checks if check not in one.judged],
                    sorted(places[feature] for feature in one.features),
                ]
                for one in seen.signatures
            ),
        ]
        for name, seen in sorted(observed.seen.items())
    }
    _file(kit, exercise).write_text(
        in_lines({"judge": observed.judge, "checks": checks, "features": features, "seen": table}), encoding="utf-8"
    )


def in_lines(table: dict[str, Any]) -> str:
    """Return ``table`` as JSON with one line for each entry of the lists and tables in it, which reads well in a diff."""
    parts = []
    for key, value in table.items():
        if isinstance(value, dict):
            value_text = ",\n".join(f"{json.dumps(name)}: {json.dumps(one)}" for name, one in value.items())
            parts.append(f"{json.dumps(key)}: {{\n{value_text}\n}}")
        elif isinstance(value, list):
            value_text = ",\n".join(json.dumps(one) for one in value)
            parts.append(f"{json.dumps(key)}: [\n{value_text}\n]")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _signature(checks: list[str], features: list[str], unjudged: list[int], shown: list[int]) -> Signature:
    judged = frozenset(check for place, check in enumerate(checks) if place not in unjudged)
    return Signature(judged, frozenset(features[place] for place in shown))


def _file(kit: Kit, exercise: Exercise) -> Path:
    return kit.solutions / exercise.slug / FILE


def _digest(text: str) -> str:
    return hashlib.blake2s(text.encode("utf-8"), digest_size=8).hexdigest()
