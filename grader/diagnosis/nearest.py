"""The misconception whose known submissions a signature resembles, or None: silence is better than a wrong guess."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.diagnosis.signature import Signature, check_of

# Proven by `grader author diagnose`: with these, few guesses are wrong, and few specimens go unrecognised.
ALIKE = 0.45  # how much a signature must resemble one of the family, at least
MARGIN = 0.05  # by how much more than any other fault
MARKS = 0.9  # the part of a family's marks that it must show
BONUS = 0.1  # what marks are worth: no other fault shows them


@dataclass(frozen=True)
class Profile:
    """What one known wrong submission shows; ``family`` is its misconception, or None for any other fault."""

    family: str | None
    features: frozenset[str]


def nearest_family(signature: Signature, profiles: Sequence[Profile]) -> str | None:
    """Return the family of the profile that ``signature`` is most like, or None when that is not clear.

    A rare feature weighs more than a common one, one that no profile has weighs nothing, and what profiles show in
    checks that were not judged does not count. The checks that a whole family fails must have failed, and its marks (what
    all of it shows and no other profile does) must be there.
    """
    counts = Counter(feature for profile in profiles for feature in profile.features)
    weights = {feature: math.log((len(profiles) + 1) / (count + 0.5)) for feature, count in counts.items()}
    seen = frozenset(feature for feature in signature.features if feature in weights)
    families: dict[str, list[frozenset[str]]] = {}
    strangers = 0.0
    for profile in profiles:
        features = _judged(profile.features, signature)
        if profile.family:
            families.setdefault(profile.family, []).append(features)
        else:
            strangers = max(strangers, _likeness(seen, features, weights))
    ranked = sorted(
        ((_score(seen, kin, counts, weights), name) for name, kin in families.items()),
        key=lambda pair: pair[0],
        reverse=True,
    )
    if not ranked or not seen:
        return None
    best, family = ranked[0]
    second = max([strangers, *(score for score, _ in ranked[1:2])])
    return family if best >= ALIKE and best - second >= MARGIN else None


def steady(signatures: Sequence[Signature]) -> frozenset[str]:
    """Return the features that all ``signatures`` show: those that do not hang on the seed."""
    return frozenset.intersection(*(signature.features for signature in signatures))


def _judged(features: Iterable[str], signature: Signature) -> frozenset[str]:
    return frozenset(feature for feature in features if check_of(feature) in signature.judged)


def _likeness(seen: frozenset[str], features: frozenset[str], weights: dict[str, float]) -> float:
    either = sum(weights[feature] for feature in seen | features)
    return sum(weights[feature] for feature in seen & features) / either if either > 0 else 0.0


def _score(seen: frozenset[str], kin: list[frozenset[str]], counts: Counter[str], weights: dict[str, float]) -> float:
    """Return how much ``seen`` is like the family of the profiles ``kin``: 0.0 where it lacks what makes the family."""
    shared = frozenset.intersection(*kin)
    failures = {check_of(feature) for feature in shared}
    marks = frozenset(feature for feature in shared if counts[feature] == len(kin) > 1)
    if not failures <= {check_of(feature) for feature in seen} or len(marks & seen) < MARKS * len(marks):
        return 0.0
    return max(_likeness(seen, one, weights) for one in kin) + (BONUS if marks else 0.0)
