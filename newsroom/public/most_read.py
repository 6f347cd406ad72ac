"""What is read most, as readers are told it: under a story, on the front, on a section's page."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Cast
from django.utils.encoding import iri_to_uri

from articles.models import Edition, MostRead
from articles.most_read import SHOWN, key_of, tag_of
from newsroom.pagecache.collecting import note
from newsroom.pagecache.links import here
from newsroom.reads.asking import Window

from .languages import direction

# One story is no list, and says more about who reads a small site than about what is read.
FEWEST = 3


@dataclass(frozen=True)
class Ranked:
    """A story on a list, as it is printed there."""

    article_id: int
    headline: str
    language: str
    address: str

    @property
    def url(self) -> str:
        return here(iri_to_uri(self.address))

    @property
    def direction(self) -> str:
        return direction(self.language)


def of_a_day(section: int | None = None) -> str:
    """Return the key of the list that pages show beside their own: of the paper, or of a section."""
    return key_of(Window.DAY, section)


def rows(keys: Iterable[str], at: datetime) -> QuerySet:
    """Return the places of these lists in the shape of names, in place of a query of their own on every page.

    One of a story that may not appear at that moment has no uid.
    """
    appears = Edition.objects.automatic(at).filter(article=OuterRef("article"))
    shown = {
        "what": Value("most_read"),
        "number": F("article"),
        "uid": Subquery(appears.values("uid")[:1]),
        "title": Subquery(appears.values("words__card")[:1]),
        "path": Subquery(appears.values("address__key")[:1]),
        "sort": F("key"),
        "face": Cast(Value(None), UUIDField()),
    }
    placed = MostRead.objects.filter(key__in=keys).order_by().annotate(**shown)
    return placed.values_list("what", "number", "uid", "title", "path", "sort", "place", "face")


def lists_of(keys: Iterable[str], found: Iterable[tuple]) -> dict[str, list[Ranked]]:
    """Return the stories of each list out of its rows, in their order, and note what could be on them."""
    note(*map(tag_of, keys))
    lists: dict[str, list[Ranked]] = {}
    for _what, article_id, uid, card, address, key, *_more in sorted(found, key=lambda row: row[6]):
        # Also one that is pulled now: restored, it is on the page again.
        note(f"article:{article_id}")
        if uid is not None:
            plain = json.loads(card)
            lists.setdefault(key, []).append(Ranked(article_id, plain["headline"], plain["language"], address))
    return {key: stories[:SHOWN] for key, stories in lists.items() if len(stories) >= FEWEST}
