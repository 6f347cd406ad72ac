"""Fronts that people curate, as readers have them at a moment; where nobody does, a page makes itself."""

from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.fronts.arrangement import Arrangement, Layout, Rule
from articles.models import Front, FrontEdition, front_tag
from newsroom.pagecache.collecting import note
from newsroom.prepared import MOMENT, NUMBER, TEXTS, prepared

from .album import CARD, Album
from .blocks import LEAD_SIZES, Block, Heading, Pictures, block
from .filling import Filled, filled, lists_of
from .lists import Card
from .most_read import of_a_day
from .names import Name, Names, names
from .profile import HEAD_SHAPE, faces_of

PAIR = 2
# What a layout becomes with fewer stories than it has room for.
_FEWER = {
    Layout.FOUR: {1: "single", 2: "two", 3: "three"},
    Layout.THREE: {1: "single", 2: "two"},
    Layout.TWO: {1: "single"},
    Layout.BIG: {1: "single", 2: "two"},
    Layout.LIST: {1: "single", 2: "halves"},
}
# What stands in the place of a large lead that has no picture, so that nothing is empty under it.
_BARE = {2: "halves", 3: "three", 4: "across"}


def home(at: datetime) -> dict | None:
    """Return what the curated home page prints, or None where nobody curates it."""
    edition = standing(at, Front.Kind.HOME)
    return {**context(edition.arrangement, at), "edition": edition, "front": True} if edition else None


def of_section(section: Name, at: datetime) -> dict | None:
    """Return what a section's curated page prints, or None where nobody curates it."""
    edition = standing(at, Front.Kind.SECTION, section=section.pk)
    return {**context(edition.arrangement, at, section), "edition": edition} if edition else None


def special(slug: str, at: datetime) -> dict | None:
    """Return what a special prints, or None where readers have none of that address."""
    note(front_tag(Front.Kind.SPECIAL, slug=slug))
    edition = next(iter(_special(slug=[slug], at=at)), None)
    if edition is None or not edition.arrangement.containers:
        return None
    return {**context(edition.arrangement, at), "edition": edition, "title": edition.front.title}


def standing(at: datetime, kind: str, section: int | None = None) -> FrontEdition | None:
    """Return the edition readers have of a front, or None where it makes itself; the page depends on it either way.

    One query.
    """
    note(front_tag(kind, section))
    found = _home(at=at) if section is None else _of_section(section=section, at=at)
    edition = next(iter(found), None)
    return edition if edition and edition.arrangement.containers else None


@prepared(at=MOMENT)
def _home(at):
    return _standing(at, front__kind=Front.Kind.HOME)


@prepared(section=NUMBER, at=MOMENT)
def _of_section(section, at):
    return _standing(at, front__kind=Front.Kind.SECTION, front__section=section)


@prepared(slug=TEXTS, at=MOMENT)
def _special(slug, at):
    return _standing(at, front__kind=Front.Kind.SPECIAL, front__slug__in=slug)


def _standing(at: datetime, **which) -> QuerySet:
    return FrontEdition.objects.filter(**which).standing_at(at).select_related("words", "front")


def context(arrangement: Arrangement, at: datetime, own: Name | None = None) -> dict:
    """Return what the template of a curated front takes; `own` is the section whose page it is."""
    found = names(lists_of(arrangement), at=at, ranked=[of_a_day(own.pk if own else None)])
    pictures, laid = _blocks(filled(arrangement, found, at), found, own, at)
    return {**found.frame, "blocks": laid, "album": pictures.album}


def _blocks(parts: list[Filled], found: Names, own: Name | None, at: datetime) -> tuple[Pictures, list[Block]]:
    """Lay the parts out that have a story, with the pictures readers may have. Two queries."""
    shown = [card for part in parts for card in part.cards if card.lead]
    faces = faces_of(card for part in parts for card in part.cards)
    crops = {CARD, HEAD_SHAPE, *(card.given.crop for card in shown)}
    pictures = Pictures(Album([*(card.lead.photo for card in shown), *faces.values()], at, crops), faces)
    return pictures, [_laid(part, _heading(part, found, own), pictures) for part in parts if part.cards]


def _heading(part: Filled, found: Names, own: Name | None) -> Heading:
    container = part.container
    named = found.get(container.of) if container.rule in {Rule.SECTION, Rule.TAG} else None
    leads = named is not None and (own is None or named.uid != own.uid)
    return Heading(container.title, named.url if leads and container.title else "")


def _laid(part: Filled, heading: Heading, pictures: Pictures) -> Block:
    layout, cards = Layout(part.container.layout), part.cards
    if layout == Layout.TOP:
        return _top(part, heading, pictures)
    if layout == Layout.PHOTOGRAPH and pictures.has(cards[0]):
        return Block(heading, "photograph", pictures.whole(cards[0]))
    shape = "single" if layout == Layout.PHOTOGRAPH else _FEWER.get(layout, {}).get(len(cards), layout.value)
    if shape in {"two", "big"} and not pictures.has(cards[0]):
        shape = _BARE.get(len(cards), shape)
    return block(heading, shape, cards, pictures)


def _top(part: Filled, heading: Heading, pictures: Pictures) -> Block:
    lead, pair, rest = part.cards[0], part.cards[1 : 1 + PAIR], part.cards[1 + PAIR :]
    laid = Block(heading, "top", pictures.beside(lead, LEAD_SIZES), (pictures.one_of(pair),))
    label = _("Latest") if part.by_hand <= 1 + PAIR else _("More stories")
    return replace(laid, briefs=pictures.bare(rest), label=label)


def as_arranged(arrangement: Arrangement, at: datetime) -> tuple[list[Filled], list[Block]]:
    """Return the parts of a front with the stories readers would see in them at that moment, and how they are laid."""
    found = names(lists_of(arrangement), at=at, ranked=[of_a_day()])
    parts = filled(arrangement, found, at)
    return parts, _blocks(parts, found, None, at)[1]


def filled_now(arrangement: Arrangement, at: datetime) -> list[Filled]:
    """Return the parts of a front with the stories readers would see in them at that moment."""
    return filled(arrangement, names(lists_of(arrangement), at=at, ranked=[of_a_day()]), at)


def on_top(at: datetime) -> list[Card] | None:
    """Return the stories of the curated home page in its order, or None where nobody curates it."""
    edition = standing(at, Front.Kind.HOME)
    return [card for part in filled_now(edition.arrangement, at) for card in part.cards] if edition else None
