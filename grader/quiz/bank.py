"""What a question bank holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean


@dataclass(frozen=True)
class Option:
    """One thing that can be ticked; ``why`` says why it is right or wrong."""

    id: str
    text: str
    correct: bool
    why: str


@dataclass(frozen=True)
class Question:
    """A question whose right answer is a set of options; ``reference`` is the page (with anchor) to read on."""

    id: str
    topic: str
    objective: str
    stem: str
    options: tuple[Option, ...]
    reference: str

    @property
    def correct(self) -> frozenset[str]:
        """Return the ids of the options that are right."""
        return frozenset(option.id for option in self.options if option.correct)


@dataclass(frozen=True)
class Bank:
    """Questions in the order in which they are asked; ``files`` are those that they were read from."""

    title: str
    questions: tuple[Question, ...]
    files: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """Return what keeps the answers to this bank apart from those to others."""
        return self.files[0].stem if self.files else "quiz"

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the topics in the order in which they first appear."""
        return tuple(dict.fromkeys(question.topic for question in self.questions))

    def about(self, topics: Iterable[str]) -> Bank:
        """Return the questions on ``topics`` (all without any); raises KitError for a topic that no question has."""
        wanted = {self._topic(name) for name in topics}
        return self.only([one.id for one in self.questions if one.topic in wanted]) if wanted else self

    def only(self, ids: Collection[str]) -> Bank:
        """Return the bank with no other questions than those of ``ids``."""
        return replace(self, questions=tuple(one for one in self.questions if one.id in ids))

    def with_ids(self, ids: Iterable[str]) -> Bank:
        """Return the questions called ``ids`` (all without any); raises KitError for one that is not there."""
        known, wanted = [question.id for question in self.questions], set(ids)
        for name in sorted(wanted - set(known)):
            raise KitError(f"There is no question `{name}`.{did_you_mean(name, known)}")
        return self.only(wanted) if wanted else self

    def _topic(self, name: str) -> str:
        known = {topic.casefold(): topic for topic in self.topics}
        if name.casefold() not in known:
            listed = ", ".join(self.topics)
            raise KitError(f"There is no topic `{name}`.{did_you_mean(name, self.topics)} The topics are: {listed}.")
        return known[name.casefold()]
