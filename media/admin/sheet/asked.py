"""What is asked of the contact sheet, read from an address and written back into one; and the pictures that answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.dateparse import parse_datetime

from newsroom.record.canonical import clean_text
from newsroom.search.finding import found_photos
from newsroom.search.words import terms_of

from ...models import Photo
from . import facets

PAGE = 60
# Of words that many photos have, so many at a time are looked at, the newest first.
_FOUND = 1_000
# What no index answers alone is looked for among so many photos at a time.
_WINDOW = 5_000


@dataclass(frozen=True)
class Sheet:
    """A page of photos, and where the next begins; `window` says that it stopped looking, not that it was full."""

    photos: list[Photo]
    after: str = ""
    window: bool = False


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see: facets by name, words, and after which photo the page begins."""

    chosen: dict[str, str] = field(default_factory=dict)
    words: str = ""
    after: str = ""

    @classmethod
    def of(cls, said: Mapping[str, str]) -> "Asked":
        """Read what an address says; what it says wrongly is passed over."""
        chosen = {}
        for facet in facets.FACETS:
            value = clean_text(said.get(facet.name, ""))[:250].strip()
            closed = facet.kind == "flags" or facet.name in {"mark", "licence", "shape", "care"}
            known = not closed or value in dict(facet.choices(Photo.objects.none()))
            if value and known:
                chosen[facet.name] = value
        return cls(chosen, " ".join(clean_text(said.get("q", "")).split())[:200], said.get("after", "")[:60])

    def query(self, **changes: str) -> str:
        """Return the address of what is asked, from its question mark on, with these changes; "" leaves one out."""
        said = {**self.chosen, "q": self.words, **changes}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    @property
    def event(self) -> int | None:
        value = self.chosen.get("event", "")
        return int(value) if value.isdecimal() and len(value) < 19 else None

    @property
    def _order(self) -> str:
        if self.words:
            return "number"
        if self.event or self.chosen.get("batch"):
            return "shot"
        return "taken" if self.chosen.keys() & {"since", "upto"} else "number"

    def rows(self, user, now: datetime) -> QuerySet:
        """Return every photo that answers, as far as this person may see it, without the words searched for."""
        photos = Photo.objects.visible_to(user)
        for name, value in self.chosen.items():
            photos = facets.BY_NAME[name].narrow(photos, value, now)
        return photos

    def sheet(self, user, now: datetime, most: int = PAGE) -> Sheet:
        """Return the photos of this page. What it costs does not grow with the photos there are."""
        rows = self.rows(user, now).with_what_tiles_say()
        if self._order == "shot":
            return self._as_shot(rows, most)
        if self._order == "taken":
            return self._by_moment(rows, most)
        return self._newest(rows, most)

    def _newest(self, rows: QuerySet, most: int) -> Sheet:
        before = int(self.after) if self.after.isdecimal() and len(self.after) < 19 else None
        ends = None
        if self.words:
            numbers = found_photos(terms_of(self.words), before=before, most=_FOUND)
            rows = rows.filter(pk__in=numbers)
            ends = numbers[-1] if len(numbers) == _FOUND else None
        elif before:
            rows = rows.filter(pk__lt=before)
        if not self.words and self._walks:
            ends = _window_end(before)
            rows = rows.filter(pk__gte=ends) if ends else rows
        photos = list(rows.order_by("-pk")[: most + 1])
        if len(photos) > most:
            return Sheet(photos[:most], str(photos[most - 1].pk))
        return Sheet(photos, str(ends or ""), window=bool(ends))

    @property
    def _walks(self) -> bool:
        """Say whether no one index answers it: several facets at once, or what was never used."""
        return len(self.chosen) > 1 or self.chosen.get("needs") == "unused"

    def _as_shot(self, rows: QuerySet, most: int) -> Sheet:
        """Return the photos of an event or a batch in the order they were taken, as the photographer remembers them."""
        rows = rows.annotate(shot_at=Coalesce("taken_at", "uploaded_at"))
        if cursor := _moment_of(self.after):
            rows = rows.filter(Q(shot_at__gt=cursor[0]) | Q(shot_at=cursor[0], pk__gt=cursor[1]))
        photos = list(rows.order_by("shot_at", "pk")[: most + 1])
        more = len(photos) > most
        return Sheet(photos[:most], _cursor(photos[most - 1].shot_at, photos[most - 1].pk) if more else "")

    def _by_moment(self, rows: QuerySet, most: int) -> Sheet:
        if cursor := _moment_of(self.after):
            rows = rows.filter(Q(taken_at__lt=cursor[0]) | Q(taken_at=cursor[0], pk__lt=cursor[1]))
            rows = rows.filter(taken_at__lte=cursor[0])  # what the index begins at
        photos = list(rows.order_by("-taken_at", "-pk")[: most + 1])
        more = len(photos) > most
        return Sheet(photos[:most], _cursor(photos[most - 1].taken_at, photos[most - 1].pk) if more else "")


def _window_end(before: int | None) -> int | None:
    """Return the last photo of those that are looked through at once; None when there are fewer."""
    numbers = Photo.objects.filter(pk__lt=before) if before else Photo.objects.all()
    return next(iter(numbers.order_by("-pk").values_list("pk", flat=True)[_WINDOW : _WINDOW + 1]), None)


def _cursor(moment: datetime, pk: int) -> str:
    return f"{moment.isoformat()}~{pk}"


def _moment_of(after: str) -> tuple[datetime, int] | None:
    moment, _tilde, pk = after.partition("~")
    try:
        parsed = parse_datetime(moment)
    except ValueError:
        return None
    return (parsed, int(pk)) if parsed and parsed.tzinfo and pk.isdecimal() and len(pk) < 19 else None
