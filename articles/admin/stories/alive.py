"""What tells a page that is open whether anything it shows may be different now, in three small queries."""

from datetime import datetime
from hashlib import sha256

from articles.moments import next_moment
from newsroom.prepared import MOMENT, prepared
from newsroom.record.models import Pulse

from .narrowing import places_open


@prepared()
def _number():
    return Pulse.objects.values_list("number", "head", "stirs")


def number() -> tuple:
    """Return what is another one after any act, and after whatever else shows on the desk."""
    return _number()[0]


@prepared(now=MOMENT)
def _here(now):
    return places_open(now).order_by("place", "person").values_list("place", "person")


def tag(request, now: datetime) -> str:
    """Return an ETag that is another one after any act, when anybody opens or leaves a story, and at moments that tell.

    Every act raises the Pulse. What needs no act is said beside it: who is in which story, and when something is next
    different by itself.
    """
    may = sorted(request.user.get_all_permissions())
    said = (request.user.pk, may, request.get_full_path(), number(), _here(now=now), next_moment(now))
    return f'W/"{sha256(repr(said).encode()).hexdigest()[:24]}"'


def shown_in(text: str, most: int) -> list[int]:
    """Return the numbers in an address, such as 3.17.5; no more than a page can show."""
    parts = text.split(".")[:most]
    return list(dict.fromkeys(int(part) for part in parts if part.isdecimal() and len(part) < 19))
