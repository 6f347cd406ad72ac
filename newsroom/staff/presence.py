"""Who has which page open. A page says so every two seconds; one that has been silent for three beats is gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from .models import Presence

BEAT = timedelta(seconds=2)
# A page in a hidden tab is woken by its browser once a minute at most.
HIDDEN_BEAT = timedelta(minutes=1)
MISSED = 3
# A row is written again only after this long: small writes are what one database file has least of.
STEADY = timedelta(seconds=2.5)


@dataclass(frozen=True)
class Where:
    """The place of the cursor: a field's name and, in the body, which paragraph."""

    field: str = ""
    paragraph: int | None = None


def beat(*, person, key: UUID, place: str, where: Where, hidden: bool, now: datetime) -> list[Presence]:
    """Note that this page is open and return the others that are, one a page, those of others first.

    Two queries at most; one while nothing moved. Nobody is returned whose beats stopped.
    """
    here = list(Presence.objects.filter(place=place).select_related("person").order_by("pk"))
    own = next((row for row in here if row.key == key and row.person_id == person.pk), None)
    silent = (HIDDEN_BEAT if hidden else BEAT) * MISSED
    said = {"field": where.field, "paragraph": where.paragraph}
    if own is None or _is_stale(own, said, silent, now):
        values = {**said, "place": place, "seen_at": now, "until": now + silent}
        if own is None:
            # A key that is somebody else's is left to them: whoever guessed it cannot speak for them.
            Presence.objects.bulk_create([Presence(key=key, person=person, **values)], ignore_conflicts=True)
        else:
            Presence.objects.filter(key=key, person=person).update(**values)
    others = [row for row in here if row.key != key and row.until > now]
    return sorted(others, key=lambda row: row.person_id == person.pk)


def _is_stale(own: Presence, said: Mapping[str, object], silent: timedelta, now: datetime) -> bool:
    """Say whether this row has to be written again."""
    moved = any(getattr(own, name) != value for name, value in said.items())
    # A tab that is hidden now has to be believed for longer, and one that is shown again for less.
    return moved or now - own.seen_at >= STEADY or abs(own.until - own.seen_at - silent) > BEAT


def leave(*, person, key: UUID) -> None:
    """Note that this page was closed."""
    Presence.objects.filter(key=key, person=person).delete()


def open_at(place: str, now: datetime):
    """The pages that are open there."""
    return Presence.objects.filter(place=place, until__gt=now)


def sweep(now: datetime) -> int:
    """Forget the pages that have been silent; return how many."""
    return Presence.objects.filter(until__lt=now - HIDDEN_BEAT).delete()[0]
