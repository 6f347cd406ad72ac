"""The front: the latest stories, laid out as a paper lays them out."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import cycle
from operator import or_

from django.db.models import Q

from articles.models import Edition
from newsroom.pagecache.collecting import note

from .album import CARD, Album
from .lists import Card, Listing, card, carded
from .names import Name, names

PAIR = 2
LATEST = 8
# Enough of a section to fill a block after the stories that stand above are left out.
OF_A_SECTION = 6 + 1 + PAIR

LEAD_SIZES = "(min-width: 1240px) 564px, (min-width: 1100px) 46vw, calc(100vw - 32px)"
SMALL_SIZES = "(min-width: 1240px) 266px, (min-width: 1100px) 21vw, (min-width: 768px) 45vw, 96px"
MIDDLE_SIZES = "(min-width: 1240px) 564px, (min-width: 1100px) 46vw, (min-width: 768px) 45vw, calc(100vw - 32px)"


@dataclass(frozen=True)
class Placed:
    """A card and its picture there, if it has one."""

    card: Card
    picture: object = None


@dataclass(frozen=True)
class Block:
    """A section's stories in one of four shapes: big, across, columns, or few when there are no more."""

    section: Name
    shape: str
    lead: Placed | None
    rest: tuple[Placed, ...]


def front(at: datetime) -> dict:
    """Return what the front prints. Four queries: names, the latest, the sections' own, pictures."""
    note("front:home")
    found = names()
    top = [card(edition, at) for edition in carded(Listing().at(at))[: 1 + PAIR + LATEST]]
    note(Listing().tag)
    above = {each.edition.pk for each in top[: 1 + PAIR]}
    by_section = _by_section(found.sections, above, at)
    album = Album(_uids(top[: 1 + PAIR], by_section), at, {CARD})
    lead = top[0] if top else None
    return {
        "sections": found.sections,
        "lead": Placed(lead, album.picture(lead.lead, crop=CARD, sizes=LEAD_SIZES)) if lead else None,
        "pair": _one_picture(top[1 : 1 + PAIR], album),
        "latest": top[1 + PAIR :],
        "blocks": _blocks(by_section, album),
        "album": album,
        "front": True,
    }


def _uids(top: list[Card], by_section: dict[Name, list[Card]]) -> list[str]:
    cards = [*top, *(each for cards in by_section.values() for each in cards[:4])]
    return [each.lead.photo for each in cards if each.lead]


def _by_section(sections: list[Name], above: set[int], at: datetime) -> dict[Name, list[Card]]:
    """Return each section's newest stories that do not stand above. One query for all sections."""
    if not sections:
        return {}
    note(*(section.list_tag for section in sections))
    newest = [Q(pk__in=Listing(section).at(at).values("pk")[:OF_A_SECTION]) for section in sections]
    editions = carded(Edition.objects.filter(reduce(or_, newest))).order_by("-listed_at", "-pk")
    cards = [card(edition, at) for edition in editions if edition.pk not in above]
    return {section: [each for each in cards if each.section == section.uid] for section in sections}


# The first of them is the shape of the top of the front.
SHAPES = ("big", "across", "columns")
FEW = 3


def _blocks(by_section: dict[Name, list[Card]], album: Album) -> list[Block]:
    """Lay the sections out so that no full shape stands twice in a row."""
    blocks, turns = [], cycle(SHAPES)
    next(turns)
    for section, cards in by_section.items():
        if cards:
            shape = next(turns) if len(cards) > FEW else "few"
            blocks.append(_block(section, shape, cards, album))
    return blocks


def _block(section: Name, shape: str, cards: list[Card], album: Album) -> Block:
    if shape == "columns":
        return Block(section, shape, None, tuple(Placed(each) for each in cards[:6]))
    if shape in {"across", "few"}:
        return Block(section, shape, None, _one_picture(cards[:4], album))
    lead = Placed(cards[0], album.picture(cards[0].lead, crop=CARD, sizes=MIDDLE_SIZES))
    return Block(section, shape, lead, _one_picture(cards[1:3], album) + tuple(Placed(each) for each in cards[3:8]))


def _one_picture(cards: list[Card], album: Album) -> tuple[Placed, ...]:
    """Place the cards, the first that has a picture with it and the others without."""
    placed, shown = [], False
    for each in cards:
        picture = None if shown else album.small(each.lead, sizes=SMALL_SIZES)
        shown = shown or picture is not None
        placed.append(Placed(each, picture))
    return tuple(placed)
