"""The stories of an issue on the desk: in their order with why one is not in the mail, left out, and to be put in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from articles.models import Article, Edition
from articles.paid import paid_of_card
from articles.querysets import ReadersHave, of_visible
from articles.searching import stories
from newsroom import said_times
from newsroom.letters.arranging import is_arranged
from newsroom.letters.models import Issue, IssueStory
from newsroom.public.letters.shown import Shown
from newsroom.record.canonical import clean_text

OFFERED = 12


@dataclass(frozen=True)
class Row:
    """A story of the issue: what it says, whether somebody put it in, why it is not in the mail, where it can go."""

    uid: str
    headline: str
    paid: str
    by_hand: bool
    struck: str
    # The title on the front that it and those after it stand under, at the first of them.
    part: str = ""
    up: str = ""
    down: str = ""


@dataclass(frozen=True)
class Rows:
    """The stories of an issue: those in it, those left out, and whether anything is otherwise than it was given."""

    there: list[Row]
    out: list[Row]
    is_arranged: bool


@dataclass(frozen=True)
class Offered:
    """A story that readers have and that is not in the issue."""

    uid: str
    headline: str
    paid: str
    time: str


def rows_of(issue: Issue, found: Shown, user, now: datetime) -> Rows:
    """Return the stories of an issue as they are now; the headline of one that readers do not have is shown to those
    who may see the story."""
    rows = list(issue.stories.annotate(uid=F("article__uid")).order_by("place", "pk"))
    cards = {card.edition.article_id: card for card in found.cards}
    others = [row.article_id for row in rows if row.article_id not in cards]
    listed = _listed(others, now)
    hidden = _not_listed([number for number in others if number not in listed or listed[number].sensitive], user, now)
    made = {}
    for row in rows:
        card, edition, article = (each.get(row.article_id) for each in (cards, listed, hidden))
        said = card.headline if card else edition.card["headline"] if edition else article.headline if article else ""
        paid = card.paid.label if card else paid_of_card(edition.card).label if edition else ""
        struck = "" if card or row.left_out else _struck(edition, article)
        made[row] = Row(str(row.uid), said or _("A story you may not see"), paid, row.given is None, struck)
    there = [row for row in rows if not row.left_out]
    return Rows(
        list(_in_order(there, made, issue)),
        [made[row] for row in rows if row.left_out],
        any(is_arranged(row, rows) for row in rows),
    )


def _listed(numbers: list[int], now: datetime) -> dict[int, Edition]:
    """Return what readers have of these, that they find in lists."""
    if not numbers:
        return {}
    editions = Edition.objects.listed(now).filter(article__in=numbers).select_related("words").order_by()
    return {edition.article_id: edition for edition in editions.only("article_id", "sensitive", "words__card")}


def _not_listed(numbers: list[int], user, now: datetime) -> dict[int, Article]:
    if not numbers:
        return {}
    seen = Article.objects.visible_to(user).filter(pk__in=numbers).with_readers_have(now)
    return {article.pk: article for article in seen.only("pk", "headline")}


def _struck(edition: Edition | None, article: Article | None) -> str:
    """Return why a story is not in the mail."""
    if edition and edition.sensitive:
        return _("Sensitive: it is in no newsletter.")
    if edition:
        return _("Paid for, and nobody put it here: it is not mailed.")
    if article is None:
        return _("Readers do not have it now, and you may not see it.")
    if article.readers_have == ReadersHave.PULLED:
        return _("Pulled: it is in no mail that goes before it is restored.")
    if article.readers_have == ReadersHave.SCHEDULED:
        return _("Not live yet: it is in no mail that goes before it is.")
    return _("Readers do not have it in their lists any more.")


def _in_order(rows: list[IssueStory], made: dict[IssueStory, Row], issue: Issue) -> Iterable[Row]:
    """Yield the rows with the titles they stand under, and where a step up or down leads.

    A step over the edge of a part leads into the part beyond: beside the same story, under its title.
    """
    titles = {each.key: each.title for each in issue.edition.arrangement.containers} if issue.edition_id else {}
    for place, row in enumerate(rows):
        before = rows[place - 1] if place else None
        after = rows[place + 1] if place + 1 < len(rows) else None
        said = made[row]
        yield Row(
            said.uid,
            said.headline,
            said.paid,
            said.by_hand,
            said.struck,
            titles.get(row.part, "") if before is None or before.part != row.part else "",
            _step(row, before, ("before", "after")),
            _step(row, after, ("after", "before")),
        )


def _step(row: IssueStory, to: IssueStory | None, words: tuple[str, str]) -> str:
    return f"{words[to.part != row.part]} {to.uid}" if to else ""


def offered(issue: Issue, query: str, user, now: datetime) -> list[Offered]:
    """Return the stories that can be put in: the latest, or those that are searched for. None is sensitive."""
    listed = Edition.objects.listed(now).filter(sensitive=False, listed_at__lte=now)
    query = clean_text(query).strip()[:200]
    if query:
        listed = listed.filter(article__in=(stories(query) or [])[:200])
    taken = issue.stories.filter(left_out=False).values_list("article", flat=True)
    editions = of_visible(listed.exclude(article__in=list(taken)), user).select_related("article", "words")
    latest = editions.order_by("-listed_at", "-pk").only("listed_at", "article__uid", "words__card")
    return [_offer(edition, now) for edition in latest[:OFFERED]]


def _offer(edition: Edition, now: datetime) -> Offered:
    plain, when = edition.card, said_times.at_hand(edition.listed_at, now)
    return Offered(str(edition.article.uid), plain["headline"], paid_of_card(plain).label, when)
