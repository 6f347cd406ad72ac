"""The rows of the story list: everything it says of a story, in as many queries for fifty as for one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from zlib import crc32

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin import chips
from articles.bylines import join_names
from articles.models import Article, ArticlePhoto, Byline, Hold
from articles.models.article import Stage
from articles.querysets import ReadersHave
from newsroom.prepared import MOMENT, NUMBERS, PERSON, TEXTS, prepared

from . import narrowing
from .narrowing import Looker

_SHOWN = {ReadersHave.LIVE, ReadersHave.RETRACTED, ReadersHave.PULLED}
# Nothing the list says stands in these, and they are long.
_LONG = ("body", "left_out", "dek", "salt", "search_headline", "share_headline", "related", "claim")


@dataclass(frozen=True)
class Row:
    """What the list says of one story; plain values, so that two can be compared."""

    pk: int
    place: str
    slugline: str
    headline: str
    readers_have: str
    version: int | None
    next_at: datetime | None
    stage: str
    section: str
    writers: str
    assignee: str
    due_at: datetime | None
    overdue: bool
    words: int
    commissioned: int | None
    pictures: str
    silent: int
    holds: tuple[str, ...]
    legal: bool
    embargoed_until: datetime | None
    touched_by: str
    touched_at: datetime
    may_pull: bool
    may_fix: bool = False
    here: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.slugline or self.headline or _("Untitled story")

    @property
    def more(self) -> str:
        """The headline, where the slugline is the title already."""
        return self.headline if self.slugline else ""

    @property
    def url(self) -> str:
        return reverse("admin:articles_article_change", args=[self.pk])

    @property
    def fix_url(self) -> str:
        """Where what readers have of it is mended."""
        return reverse("admin:articles_article_fix_live", args=[self.pk])

    @property
    def pull_url(self) -> str:
        return reverse("admin:articles_article_pull", args=[self.pk])

    @property
    def overdue_label(self) -> str:
        return _("Overdue")

    @property
    def embargo_label(self) -> str:
        return _("Embargo")

    @property
    def stage_chip(self) -> str:
        return chips.stage_chip(self.stage)

    @property
    def readers_chip(self) -> str:
        return chips.readers_chip(self.readers_have)

    @property
    def length(self) -> str:
        """Whether it is longer or shorter than was asked for by more than a tenth."""
        if not self.commissioned or not self.words:
            return ""
        if self.words * 10 > self.commissioned * 11:
            return "over"
        return "under" if self.words * 10 < self.commissioned * 9 else ""

    @cached_property
    def state(self) -> str:
        """A number that is another one when the row says something else."""
        return f"{crc32(repr(astuple(self)).encode()):x}"


def rows(numbers: Iterable[int], looker: Looker) -> list[Row]:
    """Return the rows of these stories, in that order, as far as this person may see them."""
    return with_who_is_in(of_nobody(numbers, looker), looker)


def of_nobody(numbers: Iterable[int], looker: Looker) -> list[Row]:
    """Return the same rows without who is in the stories: people come and go, and leave no trace."""
    order = {pk: place for place, pk in enumerate(numbers)}
    asked = _stories(user=looker.user, now=looker.now, numbers=list(order))
    found = sorted(asked, key=lambda article: order[article.pk])
    parts = _parts([article.pk for article in found])
    may_pull = looker.user.has_perm("articles.pull_article")
    may_fix = any(looker.user.has_perm(f"articles.{name}") for name in ("publish_article", "minor_fix_article"))
    return [_row(article, parts, looker, may_pull, may_fix) for article in found]


def with_who_is_in(found: list[Row], looker: Looker) -> list[Row]:
    """Return the rows with who has each story open now. One query."""
    people = defaultdict(set)
    for place, pk, name, email in _open(now=looker.now, places=sorted(row.place for row in found)):
        people[place].add(_("You") if pk == looker.user.pk else name or email)
    return [replace(row, here=tuple(sorted(people[row.place]))) if row.place in people else row for row in found]


@prepared(now=MOMENT, places=TEXTS)
def _open(now, places):
    open_now = narrowing.places_open(now).filter(place__in=places)
    return open_now.values_list("place", "person", "person__name", "person__email")


@prepared(user=PERSON, now=MOMENT, numbers=NUMBERS)
def _stories(user, now, numbers):
    stories = narrowing.visible(Looker(user, now)).filter(pk__in=numbers).with_readers_have(now).defer(*_LONG)
    return stories.select_related("section", "assignee", "touched_by").order_by()


@prepared(numbers=NUMBERS)
def _named(numbers):
    named = Byline.objects.filter(article__in=numbers, role=Byline.Role.BY).order_by("position", "pk")
    return named.values_list("article", "contributor__name")


@prepared(numbers=NUMBERS)
def _held(numbers):
    return Hold.objects.filter(article__in=numbers, lifted_at=None).order_by().values_list("article", "kind")


@prepared(numbers=NUMBERS)
def _pictured(numbers):
    uses = ArticlePhoto.objects.filter(article__in=numbers).order_by("position", "pk")
    return uses.values_list("article", "use", "alt", "decorative")


@dataclass(frozen=True)
class _Parts:
    """What stories have more than one of, by the story's number: names of writers, kinds of holds, uses of photos."""

    names: dict[int, list[str]]
    holds: dict[int, list[str]]
    uses: dict[int, list[tuple[str, str, bool]]]


def _parts(numbers: list[int]) -> _Parts:
    """Return the parts of these stories. Three queries."""
    names, holds, uses = defaultdict(list), defaultdict(list), defaultdict(list)
    for pk, name in _named(numbers=numbers):
        names[pk].append(name)
    for pk, kind in _held(numbers=numbers):
        holds[pk].append(kind)
    for pk, *use in _pictured(numbers=numbers):
        uses[pk].append(tuple(use))
    return _Parts(names, holds, uses)


def _row(article: Article, parts: _Parts, looker: Looker, may_pull: bool, may_fix: bool) -> Row:
    kinds, uses = set(parts.holds[article.pk]), parts.uses[article.pk]
    waits = article.stage == Stage.DRAFT and Hold.Kind.STOCK not in kinds
    embargo = article.embargoed_until
    return Row(
        pk=article.pk,
        place=article.subject,
        slugline=article.slugline,
        headline=article.headline,
        readers_have=article.readers_have,
        version=article.standing_number if article.readers_have in _SHOWN else None,
        next_at=article.next_live_from,
        stage=article.stage,
        section=str(article.section or ""),
        writers=join_names(parts.names[article.pk]),
        assignee=str(article.assignee or ""),
        due_at=article.due_at,
        overdue=bool(waits and article.due_at and article.due_at < looker.now),
        words=article.words,
        commissioned=article.commissioned,
        pictures=_pictures(uses),
        silent=sum(not alt and not decorative for _use, alt, decorative in uses),
        holds=tuple(sorted(str(Hold.Kind(kind).label) for kind in kinds)),
        legal=Hold.Kind.LEGAL in kinds,
        embargoed_until=embargo if embargo and embargo > looker.now else None,
        touched_by=str(article.touched_by),
        touched_at=article.touched_at,
        may_fix=may_fix and article.readers_have == ReadersHave.LIVE,
        may_pull=may_pull and article.readers_have in {ReadersHave.LIVE, ReadersHave.RETRACTED},
    )


def _pictures(uses: list[tuple[str, str, bool]]) -> str:
    """Say what pictures a story has."""
    others = sum(use != ArticlePhoto.Use.LEAD for use, _alt, _decorative in uses)
    if len(uses) == others:
        return ngettext("%(count)s inside", "%(count)s inside", others) % {"count": others} if others else ""
    return _("Lead + %(count)s") % {"count": others} if others else _("Lead")
