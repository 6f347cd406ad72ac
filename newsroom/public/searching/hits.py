"""One story that was found, and how well it answers: by where it has the words, and how old it is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsroom.search.finding import Term

# A headline with the words is worth as much as two years: see `score`.
_IN_TITLE, _BEGINS_IN_TITLE, _IN_TEXT = 3.0, 2.0, 1.0
_A_DOUBLING, _WEEK, _SCALE, _ABOVE_NOUGHT = 0.35, 7, 1_000_000, 20


@dataclass(frozen=True)
class Within:
    """The entry of a live story that has the words; its key points have no number."""

    pk: int
    number: int | None
    at: datetime


@dataclass(frozen=True)
class Hit:
    """A listed edition that has what was asked for: in its own text, or in an entry within it."""

    pk: int
    uid: str
    listed_at: datetime
    score: int
    marks: tuple[str, ...]
    within: Within | None = None

    @property
    def place(self) -> tuple[int, str]:
        return self.score, self.uid


def score(terms: Sequence[Term], title: str, age: timedelta) -> int:
    """Return how well a story answers: by where it has the words, less what each doubling of its age takes away."""
    worth = sum(_worth(term, f" {title or ''} ") for term in terms) / max(len(terms), 1)
    days = max(age.total_seconds(), 0) / 86_400
    return max(int((worth - _A_DOUBLING * math.log2(1 + days / _WEEK) + _ABOVE_NOUGHT) * _SCALE), 0)


def _worth(term: Term, title: str) -> float:
    words = " ".join(term.words)
    if f" {words} " in title:
        return _IN_TITLE
    return _BEGINS_IN_TITLE if f" {words}" in title and not term.whole else _IN_TEXT
