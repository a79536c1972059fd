"""Which misconception a failed submission behaves like: decided by how its checks failed, never by its source."""

from __future__ import annotations

from grader.diagnosis.knowledge import Diagnosis, Knowledge, diagnosis_of, read_knowledge
from grader.diagnosis.nearest import Profile, nearest_family, steady
from grader.diagnosis.signature import VERSION, Signature, Verdict, check_of, coded, signature_of

__all__ = [
    "VERSION",
    "Diagnosis",
    "Knowledge",
    "Profile",
    "Signature",
    "Verdict",
    "check_of",
    "coded",
    "diagnosis_of",
    "nearest_family",
    "read_knowledge",
    "signature_of",
    "steady",
]
