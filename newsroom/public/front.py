"""The front: the latest stories that may appear by themselves, laid out as a paper lays them out."""

from datetime import datetime

from django.db.models import QuerySet

from articles.models import Edition
from newsroom.pagecache.collecting import note
from newsroom.prepared import MOMENT, NUMBERS, prepared

from .album import CARD, Album
from .blocks import IN_BIG, LEAD_SIZES, Pictures, blocks
from .lists import Card, Listing, along, any_of, card, carded
from .most_read import of_a_day
from .names import Name, names
from .profile import HEAD_SHAPE, faces_of

PAIR = 2
LATEST = 8
# Enough of a section to fill a block after the stories that stand above are left out.
OF_A_SECTION = IN_BIG + 1 + PAIR
# No shape has a picture beyond these of a section.
PICTURED = 4


def front(at: datetime) -> dict:
    """Return what the front prints. Four queries: names, the latest, the sections' own, pictures.

    With opinion a fifth: who wrote it.
    """
    note("front:home")
    found = names(at=at, ranked=[of_a_day()])
    first = top(at)
    above = {each.edition.pk for each in first[: 1 + PAIR]}
    by_section = _by_section(found.sections, above, at)
    leads = [each.lead for each in [*first[: 1 + PAIR], *_pictured(by_section)] if each.lead]
    faces = faces_of([*first[: 1 + PAIR], *(each for cards in by_section.values() for each in cards)])
    album = Album([*(lead.photo for lead in leads), *faces.values()], at, {CARD, HEAD_SHAPE})
    pictures = Pictures(album, faces)
    older = sorted(_pictured(by_section), key=lambda each: each.edition.listed_at, reverse=True)
    # In the order of the page: a picture that two stories share belongs to the first.
    return {
        **found.frame,
        "lead": pictures.beside(first[0], LEAD_SIZES) if first else None,
        "pair": pictures.one_of(first[1 : 1 + PAIR]),
        "latest": first[1 + PAIR :],
        "blocks": blocks(by_section, pictures),
        "photograph": pictures.for_its_own_sake(older),
        "album": album,
        "front": True,
    }


def top(at: datetime) -> list[Card]:
    """Return the stories that stand above the sections, the lead first."""
    note(Listing().tag)
    return [card(edition, at) for edition in _on_top(at=at)]


def on_top(at: datetime) -> QuerySet:
    """Return the editions of those stories."""
    return carded(Listing().automatic(at))[: 1 + PAIR + LATEST]


_on_top = prepared(at=MOMENT)(on_top)


def _pictured(by_section: dict[Name, list[Card]]) -> list[Card]:
    return [each for cards in by_section.values() for each in cards[:PICTURED]]


def _by_section(sections: list[Name], above: set[int], at: datetime) -> dict[Name, list[Card]]:
    """Return each section's newest stories that do not stand above. One query for all sections."""
    if not sections:
        return {}
    note(*(section.list_tag for section in sections))
    editions = _newest(sections=[section.pk for section in sections], at=at)
    cards = [card(edition, at) for edition in editions if edition.pk not in above]
    return {section: [each for each in cards if each.section == section.uid] for section in sections}


@prepared(sections=NUMBERS, at=MOMENT)
def _newest(sections, at) -> QuerySet:
    newest = [along(Edition.objects.automatic(at), "section", section, at)[:OF_A_SECTION] for section in sections]
    return carded(any_of(newest)).order_by("-listed_at", "-pk")
