"""What needs somebody now: the cards of the board, in order of urgency, one query each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Edition, Hold, ReadAfter
from articles.querysets import ReadersHave
from newsroom.pagecache.links import address_as_of

LONGEST = 8
AHEAD = timedelta(hours=24)
SHAPES = {Article.Stage.DRAFT: "ring", Article.Stage.IN_REVIEW: "half", Article.Stage.READY: "check"}


@dataclass(frozen=True)
class Line:
    """One thing on a card: a story, what to know about it, and the moment that orders it."""

    url: str
    title: str
    facts: list[str]
    at: datetime | None = None
    shape: str = "ring"
    tone: str = "plain"
    state: str = ""
    as_of_url: str = ""


@dataclass
class Card:
    """Things of one sort that wait, the first few of them."""

    name: str
    title: str
    nothing: str
    lines: list[Line] = field(default_factory=list)
    more: bool = False


def _line(article: Article, facts: list[str], **said) -> Line:
    url = reverse("admin:articles_article_change", args=[article.pk])
    return Line(url, str(article), [fact for fact in facts if fact], **said)


def _headline(article: Article) -> str:
    """Return the headline where the slugline is already the title."""
    return article.headline if article.slugline else ""


def _fill(card: Card, rows, as_line) -> Card:
    found = list(rows[: LONGEST + 1])
    card.lines = [as_line(row) for row in found[:LONGEST]]
    card.more = len(found) > LONGEST
    return card


def _unread(user, now: datetime) -> Card:
    card = Card("unread", _("Unread"), _("nothing unread"))
    # What was recalled in time never reached a reader.
    rows = ReadAfter.objects.filter(read_at=None, edition__recalled_at=None)
    rows = rows.filter(edition__article__in=Article.objects.visible_to(user))
    rows = rows.select_related("edition__article", "reader").order_by("due_at")

    def as_line(row):
        late = row.due_at < now
        who = _("by you") if row.reader_id == user.pk else _("by %(name)s") % {"name": row.reader}
        facts = [_headline(row.edition.article), _("version %(number)d") % {"number": row.edition.number}, who]
        state = _("Reading overdue") if late else _("To be read by")
        tone = "stop" if late else "warn"
        return _line(row.edition.article, facts, at=row.due_at, shape="triangle", tone=tone, state=state)

    return _fill(card, rows, as_line)


def _for_me(user, now: datetime) -> Card:
    card = Card("for-me", _("For me to read"), _("nothing to read"))
    rows = Article.objects.awaiting(user).select_related("filed_by", "section").order_by("touched_at")

    def as_line(article):
        facts = [
            _headline(article),
            str(article.section or ""),
            _("filed by %(name)s") % {"name": article.filed_by} if article.filed_by else "",
        ]
        return _line(article, facts, at=article.touched_at, shape="half", tone="warn", state=_("In review"))

    return _fill(card, rows, as_line)


def _ready(user, now: datetime) -> Card:
    card = Card("ready", _("Ready to publish"), _("nothing ready"))
    if not user.has_perm("articles.publish_article"):
        return card
    rows = Article.objects.visible_to(user).filter(stage=Article.Stage.READY).select_related("section")

    def as_line(article):
        facts = [_headline(article), str(article.section or "")]
        return _line(article, facts, at=article.touched_at, shape="check", tone="good", state=_("Ready"))

    return _fill(card, rows.order_by("touched_at"), as_line)


def _holds(user, now: datetime) -> Card:
    card = Card("holds", _("Holds"), _("no holds"))
    open_holds = Prefetch("holds", Hold.objects.filter(lifted_at=None), to_attr="open_holds")
    rows = Article.objects.visible_to(user).held().prefetch_related(open_holds).order_by("-touched_at")

    def as_line(article):
        kinds = ", ".join(hold.said for hold in article.open_holds)
        since = min(hold.placed_at for hold in article.open_holds)
        return _line(article, [_headline(article), kinds], at=since, shape="bar", tone="stop", state=_("On hold"))

    return _fill(card, rows, as_line)


def _changed_since(user, now: datetime) -> Card:
    card = Card("changed", _("Live, changed since"), _("nothing changed since it went live"))
    rows = Article.objects.visible_to(user).filter(stage__in=SHAPES).with_readers_have(now)
    rows = rows.filter(readers_have=ReadersHave.LIVE).select_related("touched_by").order_by("-touched_at")

    def as_line(article):
        facts = [
            _headline(article),
            _("readers have version %(number)d") % {"number": article.standing_number},
            _("last touched by %(name)s") % {"name": article.touched_by},
        ]
        return _line(
            article, facts, at=article.touched_at, shape=SHAPES[article.stage], state=article.get_stage_display()
        )

    return _fill(card, rows, as_line)


def _mine(user, now: datetime) -> Card:
    card = Card("mine", _("Yours in work"), _("no drafts of yours"))
    rows = Article.objects.visible_to(user).filter(created_by=user, stage__in=SHAPES)

    def as_line(article):
        state, shape = article.get_stage_display(), SHAPES[article.stage]
        return _line(article, [_headline(article)], at=article.touched_at, shape=shape, state=state)

    return _fill(card, rows.order_by("-touched_at"), as_line)


def _next_day(user, now: datetime) -> Card:
    card = Card("ahead", _("Next 24 hours"), _("nothing scheduled"))
    rows = Edition.objects.ahead(now).filter(live_from__lte=now + AHEAD, article__in=Article.objects.visible_to(user))
    rows = rows.select_related("article", "address").order_by("live_from")

    def as_line(edition):
        key = edition.address.key
        facts = [
            _headline(edition.article),
            _("version %(number)d") % {"number": edition.number},
            str(edition.get_kind_display()),
            _("embargoed until then") if edition.embargoed_until == edition.live_from else "",
        ]
        return _line(
            edition.article,
            facts,
            at=edition.live_from,
            shape="clock",
            state=_("Goes live"),
            as_of_url=address_as_of(edition.live_from, key if key.startswith("/") else "/"),
        )

    return _fill(card, rows, as_line)


def cards(user, now: datetime) -> Iterator[Card]:
    """Yield every card for this person, filled or empty, the most urgent first."""
    for make in (_unread, _for_me, _ready, _holds, _changed_since, _next_day, _mine):
        yield make(user, now)
