"""Where a story that was taken away stood, and must not any more: its page, lists, feeds, sitemaps, pictures."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from lxml import etree, html

from articles.models import Edition, Receipt, ReceiptRow
from media import addresses
from media.models import Rendition

from .fetching import Fetched
from .judging import LONGEST, Verdict, titles_in, version_of
from .places import MOST_TAGS, NEWS, Place, Wanted, specials_with

MOST_NAMES, MOST_PICTURES = 6, 20
_OVER = {404, 410}
# The widths of one picture come from one answer of the server; the one nearest this is what pages name first.
_NAMED = 960


def had_before(receipt: Receipt) -> Edition | None:
    """Return what readers had until then, or None where its address is known to nobody any more."""
    before = Edition.objects.issued().filter(article=receipt.article, live_from__lte=receipt.since)
    before = before.filter(shows=Edition.Shows.TEXT).select_related("address", "words")
    if receipt.version:
        before = before.exclude(pk=receipt.version.pk)
    edition = before.order_by("-live_from").first()
    return edition if edition and edition.address.key.startswith("/") else None


def places_gone(receipt: Receipt, before: Edition, at: datetime) -> Iterator[Wanted]:
    """Yield every place the story stood in, itself first; of a retraction, its page and share image stay."""
    yield Wanted(Place.STORY, "", before.address.key)
    yield Wanted(Place.FRONT, "", "/")
    yield from specials_with(receipt.article, at)
    yield from _lists(before)
    yield Wanted(Place.FEED, "", "/feed/")
    if before.listed_at > at - NEWS:
        yield Wanted(Place.SITEMAP, "", reverse("public:news_sitemap"))
    month = [f"{before.listed_at:%Y}", f"{before.listed_at:%m}"]
    yield Wanted(Place.SITEMAP, "-".join(month), reverse("public:month_sitemap", args=month))
    if receipt.takes_away:
        yield from _pictures(receipt, before, at)
    elif before.content.lead:
        yield Wanted(Place.PICTURE, "", "")


def _lists(before: Edition) -> Iterator[Wanted]:
    if row := getattr(before, "section_row", None):
        path = f"/section/{row.section.slug}/"
        yield Wanted(Place.SECTION, row.section.name, path)
        yield Wanted(Place.FEED, row.section.name, f"{path}feed/")
    for row in before.tag_rows.select_related("tag").order_by("pk")[:MOST_TAGS]:
        yield Wanted(Place.TAG, row.tag.name, f"/tag/{row.tag.slug}/")
    for row in before.byline_rows.select_related("contributor").order_by("pk")[:MOST_NAMES]:
        yield Wanted(Place.NAME, row.contributor.name, f"/by/{row.contributor.slug}/")


def _pictures(receipt: Receipt, before: Edition, at: datetime) -> Iterator[Wanted]:
    """Yield the addresses of its pictures, one of each cut; not of those that another live story shows."""
    shared = ReceiptRow.objects.filter(receipt__article=receipt.article, place=Place.PICTURE).exclude(path="")
    last = shared.order_by("-pk").values_list("path", flat=True).first()
    found = [path for row in before.photo_rows.select_related("photo") for path in _addresses(row.photo, receipt, at)]
    if last in found:
        yield Wanted(Place.PICTURE, "", last)
    for path in [path for path in found if path != last][:MOST_PICTURES]:
        yield Wanted(Place.PHOTO, "", path)


def _addresses(photo, receipt: Receipt, at: datetime) -> list[str]:
    elsewhere = Edition.objects.live(at).filter(photo_rows__photo=photo).exclude(article=receipt.article)
    if elsewhere.exists():
        return []
    made = photo.renditions.filter(format=Rendition.Format.JPEG)
    nearest: dict[str, Rendition] = {}
    for each in sorted(made, key=lambda one: (abs(one.width - _NAMED), one.width)):
        nearest.setdefault(each.crop, each)
    return [addresses.path(photo, nearest[crop]) for crop in sorted(nearest)]


def judge_gone(row: ReceiptRow, fetched: Fetched, path: str) -> Verdict:
    """Return whether nothing of the story at `path` is left in one fetched place."""
    if fetched.why:
        return Verdict(False, fetched.why)
    if row.place in {Place.PICTURE, Place.PHOTO}:
        return _over(fetched, _OVER, _("It is still served."))
    if fetched.leads_to:
        return Verdict(False, _("It leads to %(address)s.") % {"address": fetched.leads_to[:LONGEST]})
    try:
        return _page_gone(row.receipt, fetched) if row.place == Place.STORY else _list_gone(row.place, fetched, path)
    except (etree.ParserError, etree.XMLSyntaxError, UnicodeDecodeError, ValueError):
        return Verdict(False, _("It cannot be read as a page."))


def _page_gone(receipt: Receipt, fetched: Fetched) -> Verdict:
    """A pulled story's page says to come back later, a withdrawn one's that it is over; neither names a version."""
    version = version_of(html.document_fromstring(fetched.body, parser=html.HTMLParser(encoding="utf-8")))
    if version:
        return Verdict(False, _("It still shows version %(number)s.") % {"number": version})
    return _over(fetched, {503} if receipt.pull else {410}, _("It still answers."))


def _list_gone(place: str, fetched: Fetched, path: str) -> Verdict:
    if fetched.status in _OVER:  # a tag that no other story has is no page
        return Verdict(True)
    if fetched.status != 200:
        return Verdict(False, _("It answers %(status)s.") % {"status": fetched.status})
    titles = titles_in(place, fetched, path)
    if not titles:
        return Verdict(True)
    said = " ".join(titles[0].split())[:LONGEST]
    return Verdict(False, _("It still lists “%(headline)s”.") % {"headline": said} if said else _("It still lists it."))


def _over(fetched: Fetched, good: set[int], still: str) -> Verdict:
    if fetched.status in good:
        return Verdict(True)
    return Verdict(False, still if fetched.status == 200 else _("It answers %(status)s.") % {"status": fetched.status})
