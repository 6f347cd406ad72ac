"""Other stories beside one: those of its package, and those with the same tags. One query for both."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import F, OuterRef, Q, Subquery

from articles.models import Edition, PackagePart
from articles.workflow.packaging import MOST, package_tag
from newsroom.pagecache.collecting import note

from .lists import Card, Listing, card, carded
from .names import Name

SHOWN = 4
# More tags than this say little about what a story is like.
TAGS = 5


@dataclass(frozen=True)
class InPackage:
    """A story of the same package, and what it is there; the main story and analyses say so, sidebars do not."""

    card: Card
    role: str

    @property
    def label(self) -> str:
        return "" if self.role == PackagePart.Role.SIDEBAR else str(PackagePart.Role(self.role).label)


@dataclass(frozen=True)
class Beside:
    """What stands beside a story."""

    related: list[Card]
    package: list[InPackage]


def beside(tags: list[Name], article_id: int | None, at: datetime, *, sensitive: bool = False) -> Beside:
    """Return the listed stories of the same package in its order, and the newest few others that share a tag.

    Beside a sensitive story stands what somebody chose, and nothing else. One query, whatever the tags hold.
    """
    tags = [] if sensitive else tags[:TAGS]
    note(*(tag.list_tag for tag in tags))
    # A few of each tag by its own index, then those together: one query over all tags would sort their whole archive.
    wanted = [Q(pk__in=Listing(tag).automatic(at).exclude(article=article_id).values("pk")[:SHOWN]) for tag in tags]
    place = PackagePart.objects.none()
    if article_id is not None:
        note(package_tag(article_id))
        place = PackagePart.objects.beside(article_id, at)
        fellows = Edition.objects.listed(at).filter(article__in=place.values("article")).exclude(article=article_id)
        wanted.append(Q(pk__in=fellows.values("pk")))
    if not wanted:
        return Beside([], [])
    own = place.filter(article=OuterRef("article"))
    found = carded(Edition.objects.filter(reduce(or_, wanted))).annotate(
        package_role=Subquery(own.values("role")[:1]), package_place=Subquery(own.values("position")[:1])
    )
    found = found.order_by(F("package_place").asc(nulls_last=True), "-listed_at", "-pk")[: MOST + SHOWN]
    rows = list(found)
    package = [InPackage(card(row, at), row.package_role) for row in rows if row.package_role]
    others = [row for row in rows if not row.package_role]
    return Beside([card(row, at) for row in others[:SHOWN]], package)
