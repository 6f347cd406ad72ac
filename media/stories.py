"""What this room asks of the stories above it; they say how when they are loaded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from .models import Licensed, Photo

# By photo or document, the moment each story first had it, or is to have it: story's number and moment.
Uses = Mapping[int, Mapping[int, datetime]]


class State(TextChoices):
    """How near readers a place is, the nearest first."""

    NOW = "now", _("Readers have it")
    SCHEDULED = "scheduled", _("Scheduled")
    DRAFT = "draft", _("In work")
    ONCE = "once", _("Readers had it once")


@dataclass(frozen=True)
class Place:
    """One place where a photo or document stands."""

    state: State
    name: str
    url: str
    where: str


@dataclass(frozen=True)
class _Told:
    uses: Callable[[list[int]], Uses]
    places: Callable[..., tuple[list[Place], int]]
    first_used: Callable[[QuerySet, datetime, datetime], Mapping[int, int]] | None
    needless: Callable[[QuerySet, datetime], QuerySet] | None
    crops: Callable[[int, datetime], set[str]] | None


_told: dict[type[Licensed], _Told] = {}


def register(
    model: type[Licensed],
    *,
    uses: Callable[[list[int]], Uses],
    places: Callable[..., tuple[list[Place], int]],
    first_used: Callable[[QuerySet, datetime, datetime], Mapping[int, int]] | None = None,
    needless: Callable[[QuerySet, datetime], QuerySet] | None = None,
    crops: Callable[[int, datetime], set[str]] | None = None,
) -> None:
    """Say how uses of photos or of documents are found, where one stands, how many are first used in a time, which
    photos are needed nowhere, and which crops of one are."""
    _told[model] = _Told(uses, places, first_used, needless, crops)


def places_of(licensed: Licensed, user, now: datetime) -> tuple[list[Place], int]:
    """Return where it stands, as far as this person may read of it, and how many more stories have it."""
    told = _told.get(type(licensed))
    return told.places(licensed, user, now) if told else ([], 0)


def uses_of(numbers: Iterable[int], of: type[Licensed] = Photo) -> Uses:
    """Return which stories readers had or are to have these photos or documents in. One query."""
    told = _told.get(of)
    return told.uses(list(numbers)) if told else {}


def first_used(photos: QuerySet, since: datetime, before: datetime) -> Mapping[int, int]:
    """Return how many of these photos are first used between two moments, by supplier. One query."""
    told = _told.get(Photo)
    return told.first_used(photos, since, before) if told and told.first_used else {}


def needless(photos: QuerySet, now: datetime) -> QuerySet:
    """Return those of the photos that readers have nowhere, are to have nowhere, and nobody works with."""
    told = _told.get(Photo)
    return told.needless(photos, now) if told and told.needless else photos.none()


def crops_of(photo: Photo, now: datetime) -> set[str]:
    """Return the crops that what readers have of a photo, are to have, or somebody works at asks for."""
    told = _told.get(Photo)
    return told.crops(photo.pk, now) if told and told.crops else set()
