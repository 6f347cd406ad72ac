"""Which stories an issue of a newsletter has: those of the front as it was issued, or the tag's since the last one.

Nothing sensitive is ever among them, wherever an editor put it, since an issue may go by itself; what is paid for only
where an editor put it on the front, under its label.
"""

from collections.abc import Iterable
from datetime import datetime

from articles.models import Edition, Front, FrontEdition, Section, Tag
from newsroom.letters.arranging import MOST
from newsroom.letters.models import Letter
from newsroom.letters.press import Choice, Chosen

from .. import curated
from ..lists import Listing
from ..names import Name

MOST_OF_A_LIST = 12


def choose(letter: Letter, since: datetime | None, at: datetime) -> Choice:
    """Return what the newsletter would have in it at that moment; of a tag, what came after `since`."""
    if letter.tag_id:
        return Choice(_newest(Listing(_name_of_tag(letter.tag)), at, since))
    return _of_front(letter.front, at)


def _name_of_tag(tag: Tag) -> Name:
    """Return the tag's name; one that was merged is the one it went into."""
    tag = tag.merged_into or tag
    return Name("tag", tag.pk, str(tag.uid), tag.name, tag.slug)


def _newest(listing: Listing, at: datetime, since: datetime | None = None) -> tuple[Chosen, ...]:
    editions = listing.automatic(at)
    if since is not None:
        editions = editions.filter(listed_at__gt=since)
    return tuple(Chosen(pk) for pk in editions.values_list("article_id", flat=True)[:MOST_OF_A_LIST])


def _of_front(front: Front, at: datetime) -> Choice:
    """Return the stories that stand on a front, in its order; of one nobody has issued, those it makes itself of."""
    edition = FrontEdition.objects.filter(front=front).standing_at(at).select_related("words", "front").first()
    if edition is None or not edition.arrangement.containers:
        return Choice(_of_a_page_that_makes_itself(front, at))
    placed: dict[int, Chosen] = {}
    for part in curated.filled_now(edition.arrangement, at):
        for card in part.cards:
            story = card.edition.article_id
            placed.setdefault(story, Chosen(story, part.container.key, card.given.key))
    kept = _but_sensitive(placed, at)
    return Choice(tuple(each for story, each in placed.items() if story in kept)[:MOST], edition)


def _of_a_page_that_makes_itself(front: Front, at: datetime) -> tuple[Chosen, ...]:
    if front.kind == Front.Kind.HOME:
        return _newest(Listing(), at)
    if front.kind == Front.Kind.SECTION:
        section: Section = front.section
        return _newest(Listing(Name("section", section.pk, str(section.uid), section.name, section.slug)), at)
    return ()


def _but_sensitive(stories: Iterable[int], at: datetime) -> set[int]:
    listed = Edition.objects.listed(at).filter(article__in=list(stories), sensitive=False)
    return set(listed.order_by().values_list("article_id", flat=True))
