"""The rows of the story list: everything it says of a story, in as many queries for fifty as for one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from zlib import crc32

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin import chips
from articles.bylines import join_names
from articles.models import Article, ArticlePhoto, Byline, Hold
from articles.models.article import Stage
from articles.querysets import ReadersHave

from . import narrowing
from .narrowing import Looker

_SHOWN = {ReadersHave.LIVE, ReadersHave.RETRACTED, ReadersHave.PULLED}
# Nothing the list says stands in these, and they are long.
_LONG = ("body", "left_out", "dek", "salt", "search_headline", "share_headline")


@dataclass(frozen=True)
class Row:
    """What the list says of one story; plain values, so that two can be compared."""

    pk: int
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
    here: tuple[str, ...]
    touched_by: str
    touched_at: datetime
    may_pull: bool
    may_fix: bool = False

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
    order = {pk: place for place, pk in enumerate(numbers)}
    found = sorted(_loaded(order, looker), key=lambda article: order[article.pk])
    here = _who_is_in(found, looker)
    may_pull = looker.user.has_perm("articles.pull_article")
    may_fix = any(looker.user.has_perm(f"articles.{name}") for name in ("publish_article", "minor_fix_article"))
    return [_row(article, here[article.subject], looker, may_pull, may_fix) for article in found]


def _loaded(numbers: Iterable[int], looker: Looker):
    named = Byline.objects.filter(role=Byline.Role.BY).select_related("contributor").order_by("position", "pk")
    holds = Hold.objects.filter(lifted_at=None).only("article_id", "kind")
    uses = ArticlePhoto.objects.only("article_id", "use", "alt", "decorative").order_by("position", "pk")
    stories = narrowing.visible(looker).filter(pk__in=list(numbers)).with_readers_have(looker.now).defer(*_LONG)
    return stories.select_related("section", "assignee", "touched_by").prefetch_related(
        Prefetch("bylines", named, to_attr="named"),
        Prefetch("holds", holds, to_attr="open_holds"),
        Prefetch("photos", uses, to_attr="uses"),
    )


def _who_is_in(stories: list[Article], looker: Looker) -> dict[str, tuple[str, ...]]:
    people = defaultdict(set)
    places = [article.subject for article in stories]
    open_now = narrowing.places_open(looker.now).filter(place__in=places).select_related("person")
    for row in open_now:
        people[row.place].add(_("You") if row.person_id == looker.user.pk else str(row.person))
    return defaultdict(tuple, {place: tuple(sorted(names)) for place, names in people.items()})


def _row(article: Article, here: tuple[str, ...], looker: Looker, may_pull: bool, may_fix: bool) -> Row:
    kinds = {hold.kind for hold in article.open_holds}
    waits = article.stage == Stage.DRAFT and Hold.Kind.STOCK not in kinds
    embargo = article.embargoed_until
    return Row(
        pk=article.pk,
        slugline=article.slugline,
        headline=article.headline,
        readers_have=article.readers_have,
        version=article.standing_number if article.readers_have in _SHOWN else None,
        next_at=article.next_live_from,
        stage=article.stage,
        section=str(article.section or ""),
        writers=join_names([byline.contributor.name for byline in article.named]),
        assignee=str(article.assignee or ""),
        due_at=article.due_at,
        overdue=bool(waits and article.due_at and article.due_at < looker.now),
        words=article.words,
        commissioned=article.commissioned,
        pictures=_pictures(article.uses),
        silent=sum(not use.alt and not use.decorative for use in article.uses),
        holds=tuple(sorted(str(Hold.Kind(kind).label) for kind in kinds)),
        legal=Hold.Kind.LEGAL in kinds,
        embargoed_until=embargo if embargo and embargo > looker.now else None,
        here=here,
        touched_by=str(article.touched_by),
        touched_at=article.touched_at,
        may_fix=may_fix and article.readers_have == ReadersHave.LIVE,
        may_pull=may_pull and article.readers_have in {ReadersHave.LIVE, ReadersHave.RETRACTED},
    )


def _pictures(uses: list[ArticlePhoto]) -> str:
    """Say what pictures a story has."""
    others = sum(use.use != ArticlePhoto.Use.LEAD for use in uses)
    if len(uses) == others:
        return ngettext("%(count)s inside", "%(count)s inside", others) % {"count": others} if others else ""
    return _("Lead + %(count)s") % {"count": others} if others else _("Lead")
