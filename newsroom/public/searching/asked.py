"""What a reader asks search for: words, and what narrows them. All of it stands in the address."""

from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from articles import public_searching as marks
from articles.models import Tag
from articles.models.article import Kind
from newsroom.pagecache.links import here
from newsroom.public.moved import named
from newsroom.search.finding import Term
from newsroom.search.readers import MOST_TERMS, mark
from newsroom.search.words import terms_of

PATH = "/search/"
LONGEST = 200
NEWEST = "newest"
NAMED = {"section": marks.SECTION, "tag": marks.TAG, "by": marks.CONTRIBUTOR}
_WHAT = {"section": "section", "tag": "tag", "by": "contributor"}
# Within as many months a span of dates is looked for by month, beyond it by year.
_MONTHS, _FIRST_YEAR = 24, 1605


@dataclass(frozen=True)
class Asked:
    """A search. `narrowed` has groups of marks, of each of which a story must have one; `by` what they are named."""

    query: str = ""
    terms: tuple[Term, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    narrowed: tuple[tuple[str, ...], ...] = ()
    since: date | None = None
    until: date | None = None
    newest_first: bool = False
    too_long: bool = False
    # A filter names what there is not: nothing has it, and nothing says whether a draft does.
    names_nothing: bool = False
    things: dict = field(default_factory=dict, compare=False)

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.filters

    @property
    def is_backwards(self) -> bool:
        """Whether its first day lies after its last, so that nothing can be between them."""
        return bool(self.since and self.until and self.since > self.until)

    def filter(self, name: str) -> str:
        return dict(self.filters).get(name, "")

    def url(self, **changed: str) -> str:
        """Return the address of this search with other filters; an empty value takes one away."""
        said = {"q": self.query, **dict(self.filters), "order": NEWEST if self.newest_first else "", **changed}
        kept = urlencode({name: value for name, value in said.items() if value})
        return here(PATH) + (f"?{kept}" if kept else "")

    def spelled(self, query: str) -> "Asked":
        """Return the same search for other words."""
        return replace(self, query=query, terms=tuple(terms_of(query)[:MOST_TERMS]))


def read(given: QueryDict) -> Asked:
    """Return what an address asks for. What cannot be meant is left out, and narrows nothing."""
    typed = " ".join(given.get("q", "").split())
    query = typed[:LONGEST]
    filters, narrowed, things = {}, [], {}
    for name, what in NAMED.items():
        if slug := given.get(name, "")[:LONGEST].replace("\0", ""):
            things[name], filters[name] = named(_WHAT[name], slug), slug
            narrowed.append(_marks_of(what, things[name]))
    if (kind := given.get("kind", "")) in Kind.values:
        filters["kind"] = kind
        narrowed.append((mark(marks.KIND, kind),))
    since, until = _day(given.get("from", "")), _day(given.get("to", ""))
    if since or until:
        filters |= {name: day.isoformat() for name, day in (("from", since), ("to", until)) if day}
        narrowed.append(_span(since, until))
    return Asked(
        query=query,
        terms=tuple(terms_of(query)[:MOST_TERMS]),
        filters=tuple(filters.items()),
        narrowed=tuple(group for group in narrowed if group),
        since=since,
        until=until,
        newest_first=given.get("order") == NEWEST,
        too_long=len(typed) > LONGEST,
        names_nothing=None in things.values() or bool(since and until and since > until),
        things=things,
    )


def _marks_of(what: str, thing) -> tuple[str, ...]:
    """Return the marks of a thing: of a tag, those of the tags that were merged into it too."""
    if thing is None:
        return ()
    numbers = [thing.pk]
    if what == marks.TAG:
        numbers += Tag.objects.filter(merged_into=thing).order_by("pk").values_list("pk", flat=True)
    return tuple(mark(what, number) for number in numbers)


def _day(text: str) -> date | None:
    """Return a day as a date field sends it; None for what is none, or before the first newspaper."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


def _span(since: date | None, until: date | None) -> tuple[str, ...]:
    """Return the marks of the months, or years, that a span of dates touches; none for a span without a beginning."""
    if since is None or until is None or since > until:
        return ()
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    if last - first < _MONTHS:
        return tuple(mark(marks.MONTH, f"{n // 12}{n % 12 + 1:02}") for n in range(first, last + 1))
    years = range(since.year, until.year + 1)
    return tuple(mark(marks.YEAR, year) for year in years) if len(years) <= 2 * _MONTHS else ()
