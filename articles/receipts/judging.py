"""Whether what was served is what it should be, and if not, what it shows instead. Pure functions."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree, html

from articles.models import ReceiptRow

from .fetching import Fetched, own_path

Place = ReceiptRow.Place
_FEED = etree.XMLParser(resolve_entities=False, no_network=True, recover=False, huge_tree=False)
LONGEST = 300


@dataclass(frozen=True)
class Expected:
    """What readers should find: the version at its address, under this headline; in lists only where it is `due`."""

    version: int
    path: str
    headline: str
    due: bool = True


@dataclass(frozen=True)
class Verdict:
    """Whether it is as it should be; where not, what it shows. `picture` is the share image a story's page names."""

    good: bool
    shows: str = ""
    picture: str = ""


def judge(place: str, fetched: Fetched, expected: Expected) -> Verdict:
    """Return the verdict on one fetched place."""
    if fetched.why:
        return Verdict(False, fetched.why)
    if fetched.leads_to:
        return Verdict(False, _("It leads to %(address)s.") % {"address": fetched.leads_to[:LONGEST]})
    if fetched.status != 200:
        return Verdict(False, _("It answers %(status)s.") % {"status": fetched.status})
    try:
        return _JUDGES[place](fetched, expected)
    except (etree.ParserError, etree.XMLSyntaxError, UnicodeDecodeError, ValueError):
        return Verdict(False, _("It cannot be read as a page."))


def _page(fetched: Fetched):
    return html.document_fromstring(fetched.body, parser=html.HTMLParser(encoding="utf-8"))


def _story(fetched: Fetched, expected: Expected) -> Verdict:
    page = _page(fetched)
    said = version_of(page)
    picture = next(iter(page.xpath("//meta[@property='og:image']/@content")), "")
    if said == str(expected.version):
        return Verdict(True, picture=picture)
    shows = _("It still shows version %(number)s.") % {"number": said} if said else _("It shows no version.")
    return Verdict(False, shows, picture)


def version_of(page) -> str:
    """Return the version a story's page says it is of; empty where it is no page of a story."""
    return next(iter(page.xpath("//meta[@name='version']/@content")), "")


def titles_in(place: str, fetched: Fetched, path: str) -> list[str]:
    """Return the titles under which a list, a feed or a sitemap, which has none, leads to that path."""
    if place == Place.FEED:
        items = etree.fromstring(fetched.body, _FEED).iter("item")
        return [item.findtext("title") or "" for item in items if _is(item.findtext("link"), path)]
    if place == Place.SITEMAP:
        addresses = etree.fromstring(fetched.body, _FEED).xpath("//*[local-name()='loc']/text()")
        return ["" for address in addresses if _is(address, path)]
    return [link.text_content() for link in _page(fetched).xpath("//main//a[@href]") if _is(link.get("href"), path)]


def _list(fetched: Fetched, expected: Expected) -> Verdict:
    return _under(titles_in(Place.FRONT, fetched, expected.path), expected)


def _feed(fetched: Fetched, expected: Expected) -> Verdict:
    return _under(titles_in(Place.FEED, fetched, expected.path), expected)


def _sitemap(fetched: Fetched, expected: Expected) -> Verdict:
    there = bool(titles_in(Place.SITEMAP, fetched, expected.path))
    return Verdict(there or not expected.due, "" if there else _("It does not list the story."))


def _picture(fetched: Fetched, expected: Expected) -> Verdict:
    if fetched.kind.startswith("image/") and fetched.body:
        return Verdict(True)
    return Verdict(False, _("It is no picture but “%(kind)s”.") % {"kind": fetched.kind[:60]})


def _is(address: str | None, path: str) -> bool:
    return own_path((address or "").strip()) == path


def _under(titles: list[str], expected: Expected) -> Verdict:
    """Return the verdict on the titles under which a list has the story."""
    titles = [" ".join(title.split()) for title in titles]
    wanted = " ".join(expected.headline.split())
    if not titles:
        return Verdict(not expected.due, "" if not expected.due else _("It does not list the story."))
    # A list may say more than the headline, such as that more follows.
    if any(wanted in title for title in titles):
        return Verdict(True)
    return Verdict(False, _("It still says “%(headline)s”.") % {"headline": titles[0][:LONGEST]})


_JUDGES = {
    Place.STORY: _story,
    Place.FRONT: _list,
    Place.SECTION: _list,
    Place.TAG: _list,
    Place.FEED: _feed,
    Place.SITEMAP: _sitemap,
    Place.PICTURE: _picture,
}
