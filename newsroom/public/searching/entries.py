"""Entries of live stories: one that has the words finds its live story, which is what is listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Value, When

from articles.models import Edition

from .asked import Asked
from .hits import Hit, Within, score

# Stands between two titles, so that no phrase is found across them: no title has it in a word.
_BESIDE = " / "
# Where an entry stands, as `told` says it.
WHERE = ("told_in", "told_number", "told_at")


@dataclass(frozen=True)
class Entry:
    """An entry readers have, which has the words; `live` is the story it stands in."""

    pk: int
    listed_at: datetime
    title: str
    live: int
    number: int | None
    at: datetime

    @property
    def within(self) -> Within:
        return Within(self.pk, self.number, self.at)


def told(rows, at: datetime):
    """Annotate of editions whether each is an entry readers have at that moment; of which live story, and where."""
    posted = Exists(Edition.objects.posted(at).filter(pk=OuterRef("pk")))
    is_entry = When(article__live_entry__isnull=False, then=posted)
    return rows.annotate(
        is_told=Case(is_entry, default=Value(False), output_field=BooleanField()),
        told_in=F("article__live_entry__live"),
        told_number=F("article__live_entry__number"),
        # Key points are printed with the time of what they say now, entries with their own.
        told_at=Case(
            When(article__live_entry__is_key_points=True, then="live_from"), default="article__live_entry__at"
        ),
    )


def with_entries(hits: list[Hit], entries: Iterable[Entry], asked: Asked, parents, end: datetime) -> list[Hit]:
    """Return the hits with those of live stories that have the words in an entry, each story once, as it answers best.

    `parents` are the listed editions of those live stories, with their titles and marks; ages are counted to `end`. A
    live story is narrowed by what it is itself, whatever its entries are.
    """
    best = {hit.pk: hit for hit in hits}
    of: dict[int, list[Entry]] = {}
    for entry in entries:
        of.setdefault(entry.live, []).append(entry)
    for live, pk, uid, listed_at, title, kept in parents.values_list(
        "article", "pk", "uid", "listed_at", "found_title", "found_marks"
    ):
        marks = tuple((kept or "").split())
        if not all(set(group).intersection(marks) for group in asked.narrowed):
            continue
        for entry in of[live]:
            both = f"{title or ''}{_BESIDE}{entry.title or ''}"
            worth = (
                int(listed_at.timestamp()) if asked.newest_first else score(asked.terms, both, end - entry.listed_at)
            )
            if pk not in best or worth > best[pk].score or _later(best[pk], entry, worth):
                best[pk] = Hit(pk, uid.hex, listed_at, worth, marks, entry.within)
    return list(best.values())


def _later(hit: Hit, entry: Entry, worth: int) -> bool:
    """Say whether an entry answers as well as another that was before it."""
    return hit.within is not None and worth == hit.score and entry.at > hit.within.at
