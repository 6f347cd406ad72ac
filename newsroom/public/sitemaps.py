"""Where everything is, for search engines: an index, a file a month or more, and the stories of the last two days."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import pairwise

from django.db.models import Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.xmlutils import SimplerXMLGenerator

from articles.models import Edition, LiveStory
from newsroom import clock
from newsroom.pagecache.collecting import note
from newsroom.paper.current import site

from . import dates, sitemap_parts
from .feeds import changed_at
from .lists import Listing, any_of, carded, months
from .reading import reader_page
from .sitemap_parts import Cut
from .structured import absolute
from .views import not_found

# What the protocols allow in one file, and in one address.
MOST_NEWS, LONGEST = 1_000, 2_047
NEWS_FOR = timedelta(hours=48)
_SAID = ("address__key", "listed_at", "dated", "article", "changed", "posted")
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@reader_page
def index(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with the addresses of all sitemaps, the newest first.

    Four queries, and in a large archive a short walk for every file's length of stories there are.
    """
    note(Listing().tag)
    files = [reverse("public:news_sitemap")]
    files += [reverse("public:more_news", args=[part]) for part in range(2, _parts_of_news(at) + 1)]
    files += _of_months(at)
    return _answer("sitemapindex", {"xmlns": _SITEMAP}, ("sitemap", ({"loc": absolute(path)} for path in files)))


def _of_months(at: datetime) -> list[str]:
    """Return the files of every month from the first story's to the last one's; one without stories is empty."""
    listed = Listing().at(at)
    ends = any_of([listed[:1], listed.reverse()[:1]]).values_list("listed_at", flat=True)
    if not (found := list(ends)):
        return []
    cut = defaultdict(list)
    for each in sitemap_parts.cuts(min(found), at):
        cut[f"{each.at:%Y-%m}"].append(each)
    return [path for month in reversed(list(months(min(found), max(found)))) for path in _parts(month, cut[month])]


def _parts(month: str, cut: list[Cut]) -> list[str]:
    """Return the files of one month, the newest first."""
    if not cut:
        return [reverse("public:month_sitemap", args=month.split("-"))]
    first, last = map(Cut, _bounds(*map(int, month.split("-"))))
    parts = list(pairwise([first, *cut, last]))
    return [reverse("public:part_sitemap", args=[*month.split("-"), *map(str, part)]) for part in reversed(parts)]


@reader_page
def of_month(request: HttpRequest, at: datetime, year: str, month: str, start: str = "", end: str = "") -> HttpResponse:
    """Answer with the stories that readers first got in that month, or in the part of it between two cuts.

    The index names no whole month that is too long for a file; asked for all the same, it has the newest.
    """
    if not 1 <= int(month) <= 12 or int(year) < 1:
        return not_found(request, at)
    within = tuple(map(Cut, _bounds(int(year), int(month))))
    try:
        first, last = (Cut.read(start), Cut.read(end)) if start else within
    except OverflowError:
        return not_found(request, at)
    if not within[0] <= first < last <= within[1]:
        return not_found(request, at)
    note(f"{Listing().tag}:{year}-{month}")
    rows = sitemap_parts.between(Listing().at(at), first, last)
    found = rows.annotate(**_last_changed(at)).values_list(*_SAID)[: sitemap_parts.MOST_URLS]
    urls = (url for row in found if len((url := _url(*row))["loc"]) <= LONGEST)
    return _answer("urlset", {"xmlns": _SITEMAP}, ("url", urls))


def _bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """Return where a month begins and ends, in UTC, as the tags of lists name them."""
    first = clock.utc_midnight(date(year, month, 1))
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
    return first, clock.utc_midnight(following)


def _last_changed(at: datetime) -> dict[str, Subquery]:
    """Return when a story was last changed, and when an entry of it last was, where it is a live one.

    The newest of the entries is asked for as a maximum: by order, PostgreSQL would look for it through all editions.
    """
    of_it = {"article__live_entry__live": OuterRef("article"), "article__live_entry__number__isnull": False}
    entries = Edition.objects.issued().filter(**of_it, live_from__lte=at).order_by().values("article__live_entry__live")
    return {"changed": changed_at(at), "posted": Subquery(entries.values(newest=Max("live_from")))}


def _url(
    path: str, listed_at: datetime, dated: date, article: int, changed: datetime | None, posted: datetime | None
) -> dict[str, str]:
    note(*([LiveStory(pk=article).tag] if posted else []))
    moments = [each for each in (changed, posted) if each]
    last = dates.iso(max(moments)) if moments else dates.published(listed_at, dated).iso
    return {"loc": absolute(iri_to_uri(path)), "lastmod": last}


@reader_page
def news(request: HttpRequest, at: datetime, part: str = "1") -> HttpResponse:
    """Answer with the stories first published within two days, a thousand a file; a file without any is valid."""
    number = int(part)
    if part != "1" and not 2 <= number <= _parts_of_news(at):
        return not_found(request, at)
    note(Listing().tag)
    start = (number - 1) * MOST_NEWS
    editions = carded(_recent(at)).annotate(**_last_changed(at))[start : start + MOST_NEWS]
    return _answer("urlset", {"xmlns": _SITEMAP, "xmlns:news": _NEWS}, ("url", (_news_url(each) for each in editions)))


def _recent(at: datetime):
    """Return what was created within two days: one dated before, printed elsewhere first, is no news of ours, nor is
    what somebody pays for."""
    since = at - NEWS_FOR
    return Listing().at(at).filter(paid_as="", listed_at__gt=since, dated__gte=clock.local_date(since))


def _parts_of_news(at: datetime) -> int:
    return -(-_recent(at).order_by().count() // MOST_NEWS)


def _news_url(edition: Edition) -> dict:
    published = dates.published(edition.listed_at, edition.dated).iso
    card = edition.card
    publication = {"news:name": site().name, "news:language": _language(card["language"])}
    said = {"news:publication": publication, "news:publication_date": published, "news:title": card["headline"]}
    when = (edition.listed_at, edition.dated, edition.article_id, edition.changed, edition.posted)
    return {**_url(edition.address.key, *when), "news:news": said}


def _language(code: str) -> str:
    """Return a language as the news sitemap takes it: two letters, but for the two ways to write Chinese."""
    plain = code.lower()
    if plain.startswith("zh"):
        return "zh-tw" if {"tw", "hk", "mo", "hant"} & set(plain.split("-")) else "zh-cn"
    return plain.split("-")[0]


def _answer(root: str, attributes: dict[str, str], entries: tuple[str, Iterator[dict]]) -> HttpResponse:
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, attributes)
    name, rows = entries
    for row in rows:
        _element(xml, name, row)
    xml.endElement(root)
    xml.endDocument()
    return HttpResponse(out.getvalue(), content_type="application/xml; charset=utf-8")


def _element(xml: SimplerXMLGenerator, name: str, said: str | dict) -> None:
    if isinstance(said, str):
        xml.addQuickElement(name, said)
        return
    xml.startElement(name, {})
    for inner, value in said.items():
        _element(xml, inner, value)
    xml.endElement(name)
