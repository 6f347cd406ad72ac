"""Blocks of the front: the shape a section's stories take there, and which of them have a picture."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from media.pictures import Picture

from . import profile
from .album import CARD, WHOLE, Album
from .lists import Card
from .names import Name

LEAD_SIZES = "(min-width: 1240px) 564px, (min-width: 1100px) 46vw, calc(100vw - 32px)"
MIDDLE_SIZES = "(min-width: 1240px) 564px, (min-width: 1100px) 46vw, (min-width: 768px) 60vw, calc(100vw - 32px)"
SMALL_SIZES = "(min-width: 1240px) 365px, (min-width: 1100px) 31vw, (min-width: 768px) 45vw, 96px"
FULL_SIZES = "(min-width: 1240px) 1160px, calc(100vw - 32px)"
FULL_WIDTH = 1160
LIST = 6
IN_BIG = 8
# How far a picture may be from 3:2 and still be shown whole in its place.
NEARLY = 0.04


@dataclass(frozen=True)
class Placed:
    """A card and its picture there, if it has one."""

    card: Card
    picture: Picture | None = None
    # Beside opinion, who wrote it, where no other picture stands.
    head: Picture | None = None


@dataclass(frozen=True)
class Heading:
    """What stands over a part of a curated front, and where it leads; nothing where it has no title."""

    name: str = ""
    url: str = ""


@dataclass(frozen=True)
class Block:
    """Stories of a section, or of a part of a curated front: a lead, columns of cards, a list; a shape has those that
    it needs."""

    section: Name | Heading
    shape: str
    lead: Placed | None = None
    columns: tuple[tuple[Placed, ...], ...] = ()
    briefs: tuple[Placed, ...] = ()
    # What stands over the list of the top.
    label: str = ""

    @property
    def in_order(self) -> list[Placed]:
        """All its stories, in the order they are read."""
        lead = [self.lead] if self.lead else []
        return [*lead, *(placed for column in self.columns for placed in column), *self.briefs]

    @property
    def cards(self) -> list[Card]:
        """The cards of its list."""
        return [placed.card for placed in self.briefs]

    @property
    def level(self) -> int:
        """The level of its cards' headings."""
        return 3 if self.section.name else 2


@dataclass
class Pictures:
    """The pictures of one front: a photo is shown once, whichever stories it belongs to."""

    album: Album
    # The pictures of who wrote opinion, by the writer's uid.
    faces: dict[str, str] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)

    def has(self, card: Card) -> bool:
        """Tell whether the card's photo is still to be shown."""
        return (
            card.lead is not None
            and card.lead.photo not in self.shown
            and any(self.album.size(card.lead, card.section))
        )

    def beside(self, card: Card, sizes: str) -> Placed:
        """Place the card with a picture that carries its own credit."""
        picture = self._once(card, self.album.picture, crop=_cut(card), sizes=sizes)
        return Placed(card, picture, None if picture else self._head(card))

    def one_of(self, cards: list[Card]) -> tuple[Placed, ...]:
        """Place the cards, the first that has a picture with it; where an editor chose which have one, those.

        Opinion has its writer's instead, and no other.
        """
        placed, picture = [], None
        chosen = any(card.given.pictured for card in cards)
        for card in cards:
            head = None if card.given.pictured else self._head(card)
            wanted = card.given.pictured if chosen else picture is None and head is None
            mine = self._once(card, self.album.small, crop=_cut(card), sizes=SMALL_SIZES) if wanted else None
            picture = picture or mine
            placed.append(Placed(card, mine, head))
        return tuple(placed)

    def bare(self, cards: Iterable[Card]) -> tuple[Placed, ...]:
        """Place the cards without pictures."""
        return tuple(Placed(card) for card in cards)

    def for_its_own_sake(self, cards: Iterable[Card]) -> Placed | None:
        """Return the first card whose photo is not shown yet, fills the page and loses nothing at 3:2."""
        for card in cards:
            width, height = self.album.size(card.lead, card.section)
            if self.has(card) and width >= FULL_WIDTH and abs(width / height - 1.5) < NEARLY:
                return self.whole(card)
        return None

    def headed(self, cards: Iterable[Card]) -> tuple[Placed, ...]:
        """Place the cards without pictures of what happened, opinion with its writer's."""
        return tuple(Placed(card, head=self._head(card)) for card in cards)

    def _head(self, card: Card) -> Picture | None:
        return profile.head(self.album, self.faces.get(card.writer, ""))

    def whole(self, card: Card) -> Placed:
        """Place the card with its photo as large as the page."""
        how = {"crop": card.given.crop or WHOLE, "sizes": FULL_SIZES, "dated": card.edition.dated}
        return Placed(card, self._once(card, self.album.picture, **how))

    def _once(self, card: Card, find: Callable, **how) -> Picture | None:
        if not self.has(card):
            return None
        if picture := find(card.lead, card.section, **how):
            self.shown.add(card.lead.photo)
        return picture


def _cut(card: Card) -> str:
    return card.given.crop or CARD


def fitting(count: int, *, pictured: bool) -> tuple[str, ...]:
    """Return the shapes that so many stories fill without a gap, the likeliest first; `pictured` is the first one."""
    if count >= LIST:
        return ("across", "columns", "big") if pictured else ("columns", "across")
    few = {
        1: ("single", "turned"),
        2: ("two", "halves") if pictured else ("halves", "two"),
        3: ("three", "big") if pictured else ("three", "columns"),
    }
    return few.get(count, ("across", "big"))


def blocks(by_section: dict[Name, list[Card]], pictures: Pictures) -> list[Block]:
    """Lay the sections out, each in the fitting shape that was not used for longest: so none stands twice in a row."""
    found, last = [], {"big": 0}  # the top of the front is big
    for turn, (section, cards) in enumerate(by_section.items(), start=1):
        if not cards:
            continue
        shapes = fitting(len(cards), pictured=pictures.has(cards[0]))
        shape = min(shapes, key=lambda shape: last.get(shape, -1))
        last[shape] = turn
        found.append(block(section, shape, cards, pictures))
    return found


def block(section: Name | Heading, shape: str, cards: list[Card], pictures: Pictures) -> Block:
    """Lay cards out in a shape."""
    if shape == "columns":
        return Block(section, shape, briefs=pictures.headed(cards[:LIST]))
    if shape == "halves":
        return Block(section, shape, columns=tuple((placed,) for placed in pictures.headed(cards[:2])))
    if shape in {"across", "three"}:
        return Block(section, shape, columns=tuple((placed,) for placed in pictures.one_of(cards[:4])))
    lead = pictures.beside(cards[0], MIDDLE_SIZES)
    if shape != "big":
        return Block(section, shape, lead, tuple((placed,) for placed in pictures.headed(cards[1:])))
    return Block(section, shape, lead, *_beside_the_big_one(cards[1:IN_BIG], pictures))


def _beside_the_big_one(cards: list[Card], pictures: Pictures) -> tuple:
    """Return two columns: of cards, or the second a list once there is enough for one."""
    pair, rest = pictures.one_of(cards[:2]), tuple(Placed(card) for card in cards[2:])
    if len(rest) > 1:
        return (pair,), rest
    return ((pair, rest) if rest else tuple((placed,) for placed in pair)), ()
