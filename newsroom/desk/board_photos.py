"""What the photo desk sees coming: permissions that end within a fortnight, and instructions that wait for a person."""

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext as _

from media.chores import BEFORE
from media.models import DocumentLease, DocumentUnclear, Lease, Leave, Phrase, Unclear

_WAITING: tuple[type[Phrase], ...] = (Unclear, DocumentUnclear)
_ENDING: tuple[type[Leave], ...] = (Lease, DocumentLease)


def photo_card(user, now: datetime):
    """Return the card of photos and documents whose rights need somebody, for who may give permission. Four queries."""
    # The board prints this card among its own.
    from .board import LONGEST, Card, Line

    card = Card("photos", _("Photos and documents: permissions"), _("no permission ends soon"))
    if not user.has_perm("media.change_lease"):
        return card

    def line(row: Leave | Phrase, at: datetime, anchor: str, **said) -> Line:
        of = row.licensed
        url = reverse(f"admin:media_{of._meta.model_name}_change", args=[of.pk]) + anchor
        # Rows of four kinds stand on one card, each kind numbered by itself.
        key = 4 * row.pk + (*_WAITING, *_ENDING).index(type(row))
        return Line(key, url, str(of), "", tuple(filter(None, [of.credit_line])), at=at, tone="warn", **said)

    waiting = {"shape": "triangle", "state": _("Instruction to settle")}
    ending = {"shape": "bar", "state": _("Permission ends")}
    asked = sorted(_unclear(user, LONGEST + 1), key=attrgetter("asked_at"))
    ends = sorted(_leases(user, now, LONGEST + 1), key=attrgetter("usable_until"))
    found = [line(row, row.asked_at, f"#unclear-{row.pk}", **waiting) for row in asked]
    found += [line(row, row.usable_until, "", **ending) for row in ends]
    card.lines, card.more = found[:LONGEST], len(found) > LONGEST
    return card


def _seen(rows, user):
    """Return those of the rows whose photo or document this person may see and nobody withdrew."""
    of = rows.model.OF
    seen = rows.model._meta.get_field(of).related_model.objects.visible_to(user)
    return rows.filter(**{f"{of}__in": seen, f"{of}__withdrawn_at": None}).select_related(of)


def _unclear(user, most: int) -> Iterator[Phrase]:
    for kind in _WAITING:
        yield from _seen(kind.objects.filter(settled_at=None), user).order_by("asked_at")[:most]


def _leases(user, now: datetime, most: int) -> Iterator[Leave]:
    for kind in _ENDING:
        yield from _seen(kind.objects.ending(now, now + BEFORE), user).order_by("usable_until")[:most]
