"""What needs somebody now: the cards of the board, in order of urgency; `board_asked` has the query of each."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime, timedelta
from zlib import crc32

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.admin.printing import place_of, redline_url
from articles.models import Article
from articles.permissions import may_see_fronts
from articles.print_uses import PAST, changed
from newsroom import clock

from . import board_asked as asked
from .board_asked import LONGEST
from .board_photos import photo_card

AHEAD = timedelta(hours=24)
LIVE_IN_WORK = "?stage=work&readers=live"
SHAPES = {Article.Stage.DRAFT: "ring", Article.Stage.IN_REVIEW: "half", Article.Stage.READY: "check"}


@dataclass(frozen=True)
class Line:
    """One thing on a card: a story, what to know about it, and the moment that orders it."""

    key: int
    url: str
    title: str
    headline: str
    facts: tuple[str, ...]
    at: datetime | None = None
    shape: str = "ring"
    tone: str = "plain"
    state: str = ""
    pull_url: str = ""

    @property
    def mark(self) -> str:
        """A number that is another one when the line says something else."""
        return f"{crc32(repr(astuple(self)).encode()):x}"


@dataclass
class Card:
    """Things of one sort that wait, the first few of them."""

    name: str
    title: str
    nothing: str
    lines: list[Line] = field(default_factory=list)
    more: bool = False
    tone: str = "plain"
    # What of the story list it is the first of.
    all_of: str = ""


def _line(article: Article, facts: list[str], key: int = 0, **said) -> Line:
    url = reverse("admin:articles_article_change", args=[article.pk])
    # The headline stands beside it where the slugline is already the title.
    headline = article.headline if article.slugline else ""
    return Line(key or article.pk, url, str(article), headline, tuple(fact for fact in facts if fact), **said)


def _pull_url(user, article: Article) -> str:
    """Return where somebody who may takes a live story off everything."""
    if not user.has_perm("articles.pull_article"):
        return ""
    return reverse("admin:articles_article_pull", args=[article.pk])


def _fill(card: Card, found: list, as_line) -> Card:
    """Put the first rows on a card; there is one more than it shows where there are more."""
    card.lines = [as_line(row) for row in found[:LONGEST]]
    card.more = len(found) > LONGEST
    return card


def _alarms(user, now: datetime) -> Card:
    """What is wrong in front of readers, or will be within a day: pulled, not served as issued, a photo that lapses."""
    card = Card("alarms", _("Alarms"), _("no alarms"), tone="stop")
    found = [*_fronts(user, now), *_undecided(user), *_not_served(user, now), *_lapsing(user, now)]
    card.lines, card.more = found[:LONGEST], len(found) > LONGEST
    return card


def _undecided(user) -> Iterator[Line]:
    """Yield the stories that were pulled and wait for a decision, the latest first."""
    for row in asked.pulled(user=user):
        facts = [_("by %(name)s") % {"name": row.pulled_by}, _("restore it or withdraw it")]
        said = {"shape": "bar", "tone": "stop", "state": _("Pulled")}
        yield _line(row.article, facts, at=row.off_from, **said)


def _fronts(user, now: datetime) -> Iterator[Line]:
    """Yield the fronts of which readers do not get what was issued."""
    if not may_see_fronts(user):
        return
    for row in asked.red_fronts(now=now):
        front, edition = row.edition.front, row.edition
        url = reverse("admin:articles_front_change", args=[front.pk])
        said = {"shape": "triangle", "tone": "stop", "state": _("Readers do not get it")}
        yield Line(-row.pk, url, str(front), str(edition), (row.shows,), at=edition.live_from, **said)


def _not_served(user, now: datetime) -> Iterator[Line]:
    """Yield what some page did not show, or still did, when the desk looked within the last day."""
    for row in asked.red(user=user, since=now - AHEAD):
        version = row.receipt.version
        what = _("version %(number)d") % {"number": version.number} if version else _("the pull")
        state = _("Readers still get it") if row.is_to_be_gone else _("Readers do not get it")
        said = {"shape": "triangle", "tone": "stop", "state": state}
        facts = [what, row.get_place_display(), row.path]
        yield _line(row.receipt.article, facts, key=-row.pk, at=row.receipt.since, **said)


def _lapsing(user, now: datetime) -> Iterator[Line]:
    """Yield what goes live within the day with a photo that readers may not have then."""
    for use in asked.coming_photos(user=user, now=now, until=now + AHEAD):
        if why := use.photo.why_not(use.edition.live_from):
            said = {"shape": "triangle", "tone": "stop", "state": _("Photo missing then")}
            yield _line(use.edition.article, why[:1], key=-use.pk, at=use.edition.live_from, **said)


def _unread(user, now: datetime) -> Card:
    card = Card("unread", _("Unread"), _("nothing unread"))

    def as_line(row):
        late = row.due_at < now
        who = _("by you") if row.reader_id == user.pk else _("by %(name)s") % {"name": row.reader}
        facts = [_("version %(number)d") % {"number": row.edition.number}, who]
        state = _("Reading overdue") if late else _("To be read by")
        tone = "stop" if late else "warn"
        article = row.edition.article
        said = {"shape": "triangle", "tone": tone, "state": state, "pull_url": _pull_url(user, article)}
        return _line(article, facts, key=row.pk, at=row.due_at, **said)

    return _fill(card, asked.to_be_read(user=user), as_line)


def _for_me(user, now: datetime) -> Card:
    card = Card("for-me", _("For me to read"), _("nothing to read"), all_of="?for=me")

    def as_line(article):
        facts = [
            str(article.section or ""),
            _("%(count)s words") % {"count": article.words},
            _("filed by %(name)s") % {"name": article.filed_by} if article.filed_by else "",
        ]
        return _line(article, facts, at=article.touched_at, shape="half", tone="warn", state=_("In review"))

    return _fill(card, asked.awaiting(user=user), as_line)


def _fixes(user, now: datetime) -> Card:
    """What colleagues mended in what readers have and cannot publish before somebody else has read it."""
    card = Card("fixes", _("Fixes of live stories to read"), _("no fixes to read"))
    if not user.has_perm("articles.publish_article"):
        return card

    def as_line(row):
        whom = _("you were asked") if row.reader_id == user.pk else _("for whoever is on duty")
        facts = [row.get_kind_display(), _("by %(name)s") % {"name": row.by}, whom]
        line = _line(row.article, facts, key=row.pk, at=row.at, shape="half", tone="warn", state=_("Fix to read"))
        return replace(line, url=f"{reverse('admin:articles_article_fix_live', args=[row.article_id])}?asked={row.uid}")

    return _fill(card, asked.fixes(user=user), as_line)


def _ready(user, now: datetime) -> Card:
    card = Card("ready", _("Ready to publish"), _("nothing ready"), all_of="?stage=ready")
    if not user.has_perm("articles.publish_article"):
        return card

    def as_line(article):
        facts = [str(article.section or "")]
        return _line(article, facts, at=article.touched_at, shape="check", tone="good", state=_("Ready"))

    return _fill(card, asked.signed_off(user=user), as_line)


def _holds(user, now: datetime) -> Card:
    card = Card("holds", _("Holds"), _("no holds"), all_of="?for=held")

    def as_line(article):
        kinds = ", ".join(hold.said for hold in article.open_holds)
        since = min(hold.placed_at for hold in article.open_holds)
        return _line(article, [kinds], at=since, shape="bar", tone="stop", state=_("On hold"))

    return _fill(card, asked.held(user=user), as_line)


def _changed_since(user, now: datetime) -> Card:
    card = Card("changed", _("Live, changed since"), _("nothing changed since it went live"), all_of=LIVE_IN_WORK)

    def as_line(article):
        facts = [
            _("readers have version %(number)d") % {"number": article.standing_number},
            _("last touched by %(name)s") % {"name": article.touched_by},
        ]
        said = {"shape": SHAPES[article.stage], "state": article.get_stage_display()}
        return _line(article, facts, at=article.touched_at, pull_url=_pull_url(user, article), **said)

    return _fill(card, asked.gone_on_with(user=user, now=now), as_line)


def _complaints(user, now: datetime) -> Card:
    card = Card("complaints", _("Readers’ complaints"), _("no complaints"))
    if not user.has_perm("articles.view_complaint"):
        return card

    def as_line(row):
        looks = _("%(name)s looks into it") % {"name": row.looked_into_by} if row.looked_into_by else ""
        said = {"at": row.at, "shape": "triangle", "tone": "plain" if looks else "warn"}
        line = _line(
            row.article, [Truncator(row.text).chars(80), looks], key=row.pk, state=row.get_state_display(), **said
        )
        return replace(line, url=reverse("admin:articles_complaint_change", args=[row.pk]))

    return _fill(card, asked.waiting(user=user), as_line)


def _mentions(user, now: datetime) -> Card:
    card = Card("mentions", _("Notes that mention you"), _("no notes that mention you"))

    def as_line(row):
        said = {"at": row.at, "shape": "ring", "state": _("To be answered") if row.must_be_answered else _("Note")}
        return _line(row.article, [str(row.by or ""), Truncator(row.text).chars(80)], key=row.pk, **said)

    return _fill(card, asked.mentioning(user=user), as_line)


def _overdue(user, now: datetime) -> Card:
    """What was to be filed by now and is not: of everybody for whoever assigns, else one's own."""
    card = Card("overdue", _("Overdue"), _("nothing overdue"))

    def as_line(article):
        who = str(article.assignee or _("nobody has it"))
        return _line(article, [who], at=article.due_at, shape="triangle", tone="stop", state=_("Was due"))

    return _fill(card, asked.was_due(user=user, now=now), as_line)


def _mine(user, now: datetime) -> Card:
    card = Card("mine", _("Yours in work"), _("no drafts of yours"), all_of="?for=mine")

    def as_line(article):
        state, shape = article.get_stage_display(), SHAPES[article.stage]
        return _line(article, [], at=article.touched_at, shape=shape, state=state)

    return _fill(card, asked.own(user=user), as_line)


def _printed(user, now: datetime) -> Card:
    card = Card("print", _("Print: web changed since page sent"), _("no page differs from the web"))

    def as_line(use):
        facts = [place_of(use), _("readers have version %(number)d") % {"number": use.edition.number}]
        said = {"at": use.sent_at, "shape": "triangle", "tone": "warn", "state": _("Page sent")}
        return replace(_line(use.article, facts, key=use.pk, **said), url=redline_url(use))

    return _fill(card, changed(asked.sent_pages(user=user, now=now, since=clock.local_date(now) - PAST)), as_line)


def cards(user, now: datetime) -> Iterator[Card]:
    """Yield every card for this person, filled or empty, the most urgent first."""
    urgent = (_alarms, _unread, _fixes, _for_me, _ready, _holds, _overdue)
    for make in (*urgent, photo_card, _changed_since, _printed, _complaints, _mentions, _mine):
        yield make(user, now)
