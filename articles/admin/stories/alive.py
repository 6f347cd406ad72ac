"""What tells a page that is open whether anything it shows may be different now, in three small queries."""

from datetime import datetime
from zlib import crc32

from articles.models import Edition
from newsroom.record.models import Pulse

from .narrowing import places_open


def tag(request, now: datetime) -> str:
    """Return an ETag that is another one after any act, when anybody opens or leaves a story, and every minute.

    Every act raises the Pulse. What needs no act is said beside it: who is in which story, what went live since.
    """
    pulse = Pulse.objects.values_list("number", flat=True).first()
    here = sorted(places_open(now).values_list("place", "person"))
    went_live = Edition.objects.issued().filter(live_from__lte=now).order_by("-live_from")
    latest = went_live.values_list("live_from", flat=True).first()
    said = (request.user.pk, request.get_full_path(), pulse, here, latest, f"{now:%H:%M}")
    return f'W/"{crc32(repr(said).encode()):08x}-{pulse or 0}"'


def shown_in(text: str, most: int) -> list[int]:
    """Return the numbers in an address, such as 3.17.5; no more than a page can show."""
    parts = text.split(".")[:most]
    return list(dict.fromkeys(int(part) for part in parts if part.isdecimal() and len(part) < 19))
