"""Other stories beside one: its package, those somebody chose, and those with the same tags. One query for all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from articles.models import Edition, PackagePart
from articles.workflow.packaging import MOST, package_tag
from newsroom.pagecache.collecting import note
from newsroom.prepared import MOMENT, NUMBER, NUMBERS, UIDS, prepared

from .lists import Card, along, any_of, card, carded
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


def beside(
    tags: list[Name], article_id: int | None, at: datetime, *, chosen: Sequence[str] = (), sensitive: bool = False
) -> Beside:
    """Return the listed stories of the same package in its order, and a few others: those `chosen`, by uid, in that
    order, then the newest that share a tag.

    Beside a sensitive story stands what somebody chose, and nothing else. One query, whatever the tags hold.
    """
    tags = [] if sensitive else tags[:TAGS]
    note(*(tag.list_tag for tag in tags))
    note(*(f"story:{uid}" for uid in chosen))
    asked = {"tags": [tag.pk for tag in tags], "chosen": chosen, "at": at}
    if article_id is not None:
        note(package_tag(article_id))
        rows = _beside(article=article_id, **asked)
    else:
        # What nobody has saved is in no package.
        rows = _beside_a_draft(**asked) if tags or chosen else []
    package = [InPackage(card(row, at), row.package_role) for row in rows if row.package_role]
    others = [row for row in rows if not row.package_role]
    return Beside([card(row, at) for row in others[:SHOWN]], package)


@prepared(tags=NUMBERS, article=NUMBER, chosen=UIDS, at=MOMENT)
def _beside(tags, article, chosen, at) -> QuerySet:
    place = PackagePart.objects.beside(article, at)
    others = Edition.objects.exclude(article=article)
    fellows = others.listed(at).filter(article__in=place.values("article"))
    return _in_order([*_offered(others, tags, chosen, at), fellows], place, chosen)


@prepared(tags=NUMBERS, chosen=UIDS, at=MOMENT)
def _beside_a_draft(tags, chosen, at) -> QuerySet:
    return _in_order(list(_offered(Edition.objects.all(), tags, chosen, at)), PackagePart.objects.none(), chosen)


def _offered(others: QuerySet, tags: Sequence[int], chosen: Sequence[UUID], at: datetime) -> Iterator[QuerySet]:
    """Yield a few of each tag by its own index: one query over all tags would sort their whole archive."""
    for tag in tags:
        yield along(others.automatic(at), "tag", tag, at)[:SHOWN]
    if chosen:
        yield others.listed(at).filter(article__uid__in=chosen)


def _in_order(wanted: list[QuerySet], place: QuerySet, chosen: Sequence[UUID]) -> QuerySet:
    own = place.filter(article=OuterRef("article"))
    as_chosen = [When(article__uid=uid, then=Value(place)) for place, uid in enumerate(chosen)]
    found = carded(any_of(wanted)).annotate(
        package_role=Subquery(own.values("role")[:1]),
        package_place=Subquery(own.values("position")[:1]),
        chosen_place=Case(*as_chosen, default=Value(len(chosen)), output_field=IntegerField()),
    )
    found = found.order_by(F("package_place").asc(nulls_last=True), "chosen_place", "-listed_at", "-pk")
    return found[: MOST + SHOWN]
