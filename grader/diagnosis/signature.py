"""The signature of a submission: how its checks failed, in features that another seed would give again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from grader.diagnosis.words import new_words, relations, shape

# Raise this when a feature changes: signatures that were kept before are then worth nothing.
VERSION = 1
JUDGED = ("passed", "failed")
MAX_WORDS = 12


class Verdict(Protocol):
    """What a signature is made of: the verdict on one check, as a report holds it."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def expected(self) -> str: ...  # noqa: D102
    @property
    def seen(self) -> str: ...  # noqa: D102
    @property
    def run(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class Signature:
    """The checks that were judged, and the features of those that failed; a feature begins with its check."""

    judged: frozenset[str]
    features: frozenset[str]


def signature_of(verdicts: Iterable[Verdict]) -> Signature:
    """Return the signature of a submission with ``verdicts``."""
    judged = [one for one in verdicts if one.status in JUDGED]
    failed = [one for one in judged if one.status == "failed"]
    features = {f"{one.name}: {feature}" for one in failed for feature in _features(one)}
    return Signature(frozenset(one.name for one in judged), frozenset(features))


def coded(signature: Signature) -> Signature:
    """Return ``signature`` with a short digest in place of the words of each feature, as it ships to learners."""
    return Signature(signature.judged, frozenset(_code(feature) for feature in signature.features))


def check_of(feature: str) -> str:
    """Return the check that ``feature`` is about."""
    return feature.partition(":")[0]


def _code(feature: str) -> str:
    digest = hashlib.blake2s(feature.encode("utf-8"), digest_size=4).hexdigest()
    return f"{check_of(feature)}:{digest}"


def _features(verdict: Verdict) -> Iterator[str]:
    yield "failed"
    yield f"in {verdict.run}"
    yield f"expected {shape(verdict.expected)}"
    yield f"seen {shape(verdict.seen)}"
    yield from (f"says {word}" for word in new_words(verdict.seen, verdict.expected)[:MAX_WORDS])
    yield from relations(verdict.seen, verdict.expected)
