"""What this room asks of the stories above it; they say how when they are loaded."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet

# By photo, the moment each story first had it, or is to have it: story's number and moment.
Uses = Mapping[int, Mapping[int, datetime]]
_told: dict[str, Callable] = {}


def register(
    *, uses: Callable[[Iterable[int]], Uses], first_used: Callable[[QuerySet, datetime, datetime], int]
) -> None:
    """Say how uses are found, and how many photos were first used between two moments is counted."""
    _told.update(uses=uses, first_used=first_used)


def uses_of(photos: Iterable[int]) -> Uses:
    """Return which stories readers had or are to have these photos in. One query."""
    return _told["uses"](list(photos)) if _told else {}


def first_used(photos: QuerySet, since: datetime, before: datetime) -> int:
    """Return how many of these photos are first used between two moments. One query."""
    return _told["first_used"](photos, since, before) if _told else 0
