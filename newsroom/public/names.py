"""Names as they are today: of sections, tags and contributors. One query a page fetches all it needs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.encoding import iri_to_uri

from articles.models import Banner, Contributor, Edition, Section, Tag
from newsroom.pagecache.collecting import note
from newsroom.pagecache.links import here
from newsroom.prepared import MOMENT, TEXTS, UIDS, prepared

from . import most_read
from .most_read import Ranked

# Where the page of each lies; `newsroom.public.urls` has the same words.
FOLDERS = {"section": "section", "tag": "tag", "contributor": "by"}


@dataclass(frozen=True)
class Name:
    """A section, tag or contributor as it is called today."""

    what: str
    pk: int
    uid: str
    name: str
    slug: str
    kind: str = ""
    # The uid of a contributor's portrait; whether readers may have that is the album's to say.
    face: str = ""

    @property
    def url(self) -> str:
        return here(f"/{FOLDERS[self.what]}/{quote(self.slug)}/")

    @property
    def feed_url(self) -> str:
        return f"{self.url}feed/"

    @property
    def list_tag(self) -> str:
        """The tag of the first page of its stories."""
        return f"list:{self.what}:{self.pk}"


@dataclass(frozen=True)
class BreakingBanner:
    """The line over every page: what it says, and the story it leads to."""

    text: str
    address: str

    @property
    def url(self) -> str:
        return here(iri_to_uri(self.address)) if self.address.startswith("/") else ""


# PostgreSQL has to be told of what type nothing is.
NO_FACE = Cast(Value(None), UUIDField())
# A tag that was merged reads as the one it went into.
_MERGED = {
    "key": Coalesce("merged_into", "pk"),
    "called": Coalesce("merged_into__name", "name"),
    "path": Coalesce("merged_into__slug", "slug"),
    "sort": Coalesce("merged_into__kind", "kind"),
}


class Names:
    """The names one page uses; asking for one says that the page shows it."""

    def __init__(
        self,
        found: Iterable[Name],
        banner: BreakingBanner | None = None,
        ranked: dict[str, list[Ranked]] | None = None,
    ):
        found = list(found)
        self.banner = banner
        # What is read most, by the key of the list.
        self.ranked = ranked or {}
        self.sections = [name for name in found if name.what == "section"]
        self._by_uid = {name.uid: name for name in found}
        note(*(f"name:section:{section.pk}" for section in self.sections))

    @property
    def frame(self) -> dict:
        """What the frame of every page takes: the sections, the breaking banner where one shows, and what is read most
        where the page asked for that."""
        most_read = next(iter(self.ranked.values()), [])
        return {"sections": self.sections, "banner": self.banner, "most_read": most_read}

    def get(self, uid: str) -> Name | None:
        name = self._by_uid.get(uid)
        if name is not None:
            note(f"name:{name.what}:{name.pk}")
        return name

    def get_all(self, uids: Iterable[str]) -> list[Name]:
        # Two of them may have been merged into one.
        return list({name.pk: name for name in map(self.get, uids) if name is not None}.values())


def names(
    tags: Iterable[str] = (),
    contributors: Iterable[str] = (),
    *,
    at: datetime | None = None,
    ranked: Collection[str] = (),
) -> Names:
    """Fetch all sections, these tags and contributors by uid, the breaking banner of that moment, and what is read
    most: the lists of these keys.

    Without a moment there is no banner: a feed has no frame.
    """

    asked = {"tags": tags, "contributors": contributors}
    found = _named(**asked) if at is None else _framed(**asked, at=at, ranked=ranked)
    read_most = [row for row in found if row[0] == "most_read"]
    in_order = sorted((row for row in found if row[0] != "most_read"), key=lambda row: (row[6], row[3]))
    banners = [row for row in in_order if row[0] == "banner" and row[2] is not None]
    named = (
        Name(what, pk, str(uid), *rest, str(face or ""))
        for what, pk, uid, *rest, _place, face in in_order
        if what != "banner"
    )
    banner = _newest(banners) if at is not None else None
    return Names(named, banner, most_read.lists_of(ranked, read_most) if ranked else None)


@prepared(tags=UIDS, contributors=UIDS)
def _named(tags, contributors):
    first, *others = _rows_of(tags, contributors)
    return first.union(*others, all=True).order_by() if others else first


@prepared(tags=UIDS, contributors=UIDS, at=MOMENT, ranked=TEXTS)
def _framed(tags, contributors, at, ranked):
    first, *others = _rows_of(tags, contributors)
    others.append(_banners(at))
    if ranked:
        others.append(most_read.rows(ranked, at))
    return first.union(*others, all=True).order_by()


def _rows_of(tags: Collection[UUID], contributors: Collection[UUID]) -> list[QuerySet]:
    rows = [_rows(Section, "section", place=F("position"), sort=Value(""))]
    if tags:
        rows.append(_rows(Tag, "tag", **_MERGED).filter(uid__in=tags))
    if contributors:
        rows.append(_rows(Contributor, "contributor", face=F("portrait__uid")).filter(uid__in=contributors))
    return rows


def _rows(model, what: str, **others) -> QuerySet:
    same = {"what": Value(what), "key": F("pk"), "called": F("name"), "path": F("slug"), "sort": F("kind")}
    named = model.objects.order_by().annotate(**{**same, "place": Value(0), "face": NO_FACE, **others})
    return named.values_list("what", "key", "uid", "called", "path", "sort", "place", "face")


def _banners(at: datetime):
    """Return the banners of that moment in the shape of names, in place of a query of their own on every page.

    One whose story is not listed, or is paid for by now, has no uid: readers would take it for the paper's own alarm.
    It is passed over later: asked for here, PostgreSQL would look through every edition there is to find that there is
    no banner.
    """
    listed = Edition.objects.listed(at).filter(article=OuterRef("article"), paid_as="")
    shown = {
        "what": Value("banner"),
        "key": F("article_id"),
        "uid": Subquery(listed.values("uid")[:1]),
        "title": F("text"),
        "path": Subquery(listed.values("address__key")[:1]),
        "sort": Value(""),
        "place": F("pk"),
        "face": NO_FACE,
    }
    rows = Banner.objects.open_at(at).order_by().annotate(**shown)
    return rows.values_list("what", "key", "uid", "title", "path", "sort", "place", "face")


def _newest(banners: list[tuple]) -> BreakingBanner | None:
    """Return the banner that was put up last, and note what the page depends on: its story, and that none other is."""
    note("banner")
    if not banners:
        return None
    _what, article_id, _uid, text, address, *_rest = banners[-1]
    note(f"article:{article_id}")
    return BreakingBanner(text, address)
