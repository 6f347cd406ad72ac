"""What this room asks of the stories above it; they say how when they are loaded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

# By photo, the moment each story first had it, or is to have it: story's number and moment.
Uses = Mapping[int, Mapping[int, datetime]]


class State(TextChoices):
    """How near readers a place is, the nearest first."""

    NOW = "now", _("Readers have it")
    SCHEDULED = "scheduled", _("Scheduled")
    DRAFT = "draft", _("In work")
    ONCE = "once", _("Readers had it once")


@dataclass(frozen=True)
class Place:
    """One place where a photo stands."""

    state: State
    name: str
    url: str
    where: str


_told: dict[str, Callable] = {}


def register(
    *,
    uses: Callable[[Iterable[int]], Uses],
    first_used: Callable[[QuerySet, datetime, datetime], Mapping[int, int]],
    places: Callable[..., tuple[list[Place], int]],
) -> None:
    """Say how uses are found, how photos first used between two moments are counted, where a photo stands."""
    _told.update(uses=uses, first_used=first_used, places=places)


def places_of(photo, user, now: datetime) -> tuple[list[Place], int]:
    """Return where a photo stands, as far as this person may read of it, and how many more stories have it."""
    return _told["places"](photo, user, now) if _told else ([], 0)


def uses_of(photos: Iterable[int]) -> Uses:
    """Return which stories readers had or are to have these photos in. One query."""
    return _told["uses"](list(photos)) if _told else {}


def first_used(photos: QuerySet, since: datetime, before: datetime) -> Mapping[int, int]:
    """Return how many of these photos are first used between two moments, by supplier. One query."""
    return _told["first_used"](photos, since, before) if _told else {}
