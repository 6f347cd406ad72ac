"""An issue of a newsletter as it stands at a moment: of each of its stories what readers have then, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F

from articles.fronts.arrangement import Arrangement
from articles.fronts.arrangement import Card as Arranged
from articles.models import Edition
from media.pictures import Picture
from newsroom.letters.models import Issue, IssueStory
from newsroom.pagecache.collecting import note

from ..album import CARD, Album
from ..filling import own_photos, worded
from ..lists import Card, card, carded

SIZES = "(min-width: 632px) 600px, calc(100vw - 32px)"
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Part:
    """Stories of an issue under the title they stood under on the front, if it had one."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Shown:
    """What an issue has at a moment; of its stories those that are `missing`, by number, are not there any more.

    `lead` has the one picture. What was typed stands as long as every story it may be about is there.
    """

    parts: tuple[Part, ...]
    missing: tuple[int, ...]
    lead: Card | None
    picture: Picture | None
    title_stands: bool = True
    intro_stands: bool = True

    @property
    def gone(self) -> int:
        return len(self.missing)

    @property
    def cards(self) -> Iterator[Card]:
        return (each for part in self.parts for each in part.cards)


def shown(issue: Issue, at: datetime) -> Shown:
    """Return the issue as readers may have it then: no story that is pulled, withdrawn, retracted or sensitive by now,
    none that is paid for unless an editor put it there, none that was left out, no picture whose lease is over.

    Four queries at the most.
    """
    every = list(issue.stories.annotate(uid=F("article__uid")).order_by("place"))
    rows = [row for row in every if not row.left_out]
    # Whether it is there or not: the page is another once the story comes or goes.
    note(*(f"story:{row.uid}" for row in every))
    cards = _cards(issue, every, at)
    parts = _parts(issue, rows, cards)
    kept = [each for part in parts for each in part.cards]
    lead = kept[0] if kept else None
    missing = tuple(row.article_id for row in rows if row.article_id not in cards)
    unsaid = [row for row in every if row.article_id not in cards]
    return Shown(
        parts,
        missing,
        lead,
        _picture(lead, at),
        title_stands=not any(row.in_title or not row.left_out for row in unsaid),
        intro_stands=not any(row.in_intro or not row.left_out for row in unsaid),
    )


def title_of(issue: Issue, found: Shown) -> str:
    """Return the subject: what somebody typed, as long as every story it may be about is there; else the first
    story's headline, after the label of who pays for it."""
    if issue.title and found.title_stands:
        return issue.title
    if found.lead is None:
        return issue.letter.name
    said = found.lead.paid.before(found.lead.headline)
    return said if len(said) <= LONGEST_TITLE else f"{said[: LONGEST_TITLE - 1].rstrip()}…"


def intro_of(issue: Issue, found: Shown) -> str:
    """Return the line of introduction, as long as every story it may be about is there."""
    return issue.intro if found.intro_stands else ""


def _arranged(issue: Issue) -> Arrangement:
    return issue.edition.arrangement if issue.edition_id else Arrangement()


def _cards(issue: Issue, rows: list[IssueStory], at: datetime) -> dict[int, Card]:
    """Return the cards of the stories that are there, by story, in the words an editor gave them on the front."""
    editions = carded(
        Edition.objects.listed(at).filter(article__in=[row.article_id for row in rows], sensitive=False).order_by()
    )
    found = {edition.article_id: edition for edition in editions}
    arranged = {row.article_id: _card_of(issue, row, at) for row in rows}
    there = {str(row.uid): found[row.article_id] for row in rows if row.article_id in found}
    photos = own_photos(_arranged(issue), there) if any(arranged.values()) else {}
    cards = {}
    for row in rows:
        if row.article_id not in found:
            continue
        given = arranged[row.article_id]
        made = worded(given, there, photos, at) if given else card(found[row.article_id], at)
        if given or row.given is None or not made.paid:
            # Lines beneath a card lead to other stories, which this issue does not have.
            cards[row.article_id] = replace(made, given=replace(made.given, sublinks=()))
    return cards


def _card_of(issue: Issue, row: IssueStory, at: datetime) -> Arranged | None:
    """Return what an editor arranged of the story, as long as the time of that is not over."""
    found = _arranged(issue).card(row.card) if row.card else None
    return found if found and found.story == str(row.uid) and not found.is_over(at) else None


def _parts(issue: Issue, rows: list[IssueStory], cards: dict[int, Card]) -> tuple[Part, ...]:
    parts: list[tuple[str, list[Card]]] = []
    arrangement = _arranged(issue)
    for row in rows:
        if row.article_id not in cards:
            continue
        if not parts or parts[-1][0] != row.part:
            parts.append((row.part, []))
        parts[-1][1].append(cards[row.article_id])
    titles = {each.key: each.title for each in arrangement.containers}
    return tuple(Part(titles.get(key, ""), tuple(found)) for key, found in parts)


def _picture(lead: Card | None, at: datetime) -> Picture | None:
    if lead is None or lead.lead is None:
        return None
    album = Album([lead.lead.photo], at, {CARD})
    return album.picture(lead.lead, lead.section, crop=CARD, sizes=SIZES, dated=lead.edition.dated)
