"""Finding what a reader asks for among the editions listed at a moment, in an order that knows how old each is."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Exists, OuterRef, Q, Subquery, TextField, Value, When
from django.http import Http404

from articles import public_searching as marks
from articles.models import Edition
from newsroom import clock
from newsroom.search import readers
from newsroom.search.models import ReaderText
from newsroom.search.words import words_of

from .asked import Asked
from .entries import WHERE, Entry, told, with_entries
from .hits import Hit, score

PAGE = 20
# Fewer than this, and another spelling is looked for.
FEW = 3
_CURSOR = re.compile(r"(\d{1,6})-(\d{1,18})-([0-9a-f]{32})")
_SPELLINGS_LOOKED_AT = 300
# How much further is looked where hardly any of the latest versions that match are listed.
FURTHER = 10


@dataclass(frozen=True)
class Found:
    """All that was found, best first; where it begins on this page, and the cursor of the next."""

    hits: list[Hit]
    shown: list[Hit]
    older: str
    is_first: bool
    # Whether more versions have the words than were looked at, listed or not: what is counted is then not all.
    is_more: bool = False


def find(asked: Asked, at: datetime, after: str = "") -> Found:
    """Return what is found. Raise Http404 for a cursor that is none."""
    today, place = clock.local_date(at), None
    if after:
        today, place = _read_cursor(after, today)
    hits, is_more = ([], False) if asked.names_nothing else _hits(asked, at, today, readers.MOST)
    if is_more and len(hits) < PAGE:
        # Most of the latest are superseded, pulled or of other days.
        hits, is_more = _hits(asked, at, today, readers.MOST * FURTHER)
    left = [hit for hit in hits if hit.place < place] if place else hits
    shown = left[:PAGE]
    older = ""
    if len(left) > PAGE:
        older = f"{today.toordinal()}-{shown[-1].score}-{shown[-1].uid}"
    return Found(hits, shown, older, not after, is_more)


def _read_cursor(cursor: str, today: date) -> tuple[date, tuple[int, str]]:
    """Return the day by which ages are counted on every page of one search, and where the page before ended."""
    match = _CURSOR.fullmatch(cursor)
    if match is None or not 1 <= int(match[1]) <= today.toordinal():
        raise Http404
    return date.fromordinal(int(match[1])), (int(match[2]), match[3])


def listed_having(numbers, at: datetime):
    """Return of those editions the listed ones, with their titles and marks."""
    return _with_words(Edition.objects.listed(at).filter(pk__in=numbers).order_by())


def _with_words(editions):
    own = ReaderText.objects.filter(edition=OuterRef("pk"))
    return editions.annotate(found_title=Subquery(own.values("title")), found_marks=Subquery(own.values("marks")))


def _hits(asked: Asked, at: datetime, today: date, most: int) -> tuple[list[Hit], bool]:
    """Return what is found among the latest versions that have the words, and whether there are more of these.

    Versions that are not listed come along, and nothing of them but that: without them nobody could say whether the
    latest were all.
    """
    if asked.is_empty:
        return [], False
    end = clock.start_of_day(today + timedelta(days=1))
    fields = ("pk", "uid", "listed_at", "found_title", "found_marks", "is_listed", "is_told", *WHERE)
    hits, entries, looked_at = [], [], 0
    for pk, uid, listed_at, title, kept, is_listed, is_told, *where in _rows(asked, at, most).values_list(*fields):
        looked_at += 1
        if is_listed:
            worth = int(listed_at.timestamp()) if asked.newest_first else score(asked.terms, title, end - listed_at)
            hits.append(Hit(pk, uid.hex, listed_at, worth, tuple((kept or "").split())))
        elif is_told and asked.terms:
            entries.append(Entry(pk, listed_at, title, *where))
    if entries:
        parents = _between(asked, _with_words(Edition.objects.listed(at).order_by()))
        parents = parents.filter(article__in={entry.live for entry in entries})
        hits = with_entries(hits, entries, asked, parents, end)
    return sorted(hits, key=lambda hit: hit.place, reverse=True), looked_at >= most


def _rows(asked: Asked, at: datetime, most: int):
    """Return the latest versions that have the words, and whether each is listed, or is an entry readers have.

    Entries are looked for whatever is narrowed by: their live story has to have it, not they.
    """
    if asked.terms and asked.narrowed:
        numbers = readers.having_or(asked.terms, asked.narrowed, [(marks.AN_ENTRY,)], most=most)
    else:
        numbers = readers.having(asked.terms, asked.narrowed, most=most)
    listed = _between(asked, Edition.objects.listed(at).filter(pk=OuterRef("pk")))
    rows = told(Edition.objects.filter(pk__in=numbers).order_by().annotate(is_listed=Exists(listed)), at)
    own, none = ReaderText.objects.filter(edition=OuterRef("pk")), Value("")
    title, kept = (Subquery(own.values(name)[:1]) for name in ("title", "marks"))
    is_listed, is_told = Q(is_listed=True), Q(is_told=True)
    return rows.annotate(
        found_title=Case(When(is_listed | is_told, then=title), default=none, output_field=TextField()),
        found_marks=Case(When(is_listed, then=kept), default=none, output_field=TextField()),
    )


def _between(asked: Asked, editions):
    """Return those of the editions that are dated as is asked for."""
    if asked.since:
        editions = editions.filter(dated__gte=asked.since)
    if asked.until:
        editions = editions.filter(dated__lte=asked.until)
    return editions


def better_spelled(asked: Asked, at: datetime) -> str:
    """Return the query with words put right that no headline readers have has; "" where there is nothing better.

    A spelling is offered where it stands in the title of a listed edition: no word of anything else comes into it.
    """
    single = [term.words[0] for term in asked.terms if len(term.words) == 1 and not term.whole]
    candidates = readers.near(single)
    known = {word for near in candidates.values() for word in near}
    if not known:
        return ""
    counts = _counted(known | set(single), at)
    query = asked.query
    for word, near in candidates.items():
        best = max(near, key=lambda each: counts[each], default="")
        # A word that a headline has is no slip, however many more have another: "mill fire" is no "will fire".
        if counts[best] and not counts[word]:
            query = _put_right(query, word, best)
    return query if query != asked.query else ""


def _counted(words: Iterable[str], at: datetime) -> Counter:
    """Return in how many titles of the latest listed editions with one of the words each stands."""
    words = set(words)
    titles = listed_having(readers.having_any(sorted(words), most=_SPELLINGS_LOOKED_AT), at)
    counted = Counter()
    for title in titles.values_list("found_title", flat=True):
        counted.update(words.intersection((title or "").split()))
    return counted


def _put_right(query: str, word: str, better: str) -> str:
    return " ".join(better if words_of(each)[:1] == [word] else each for each in query.split())
