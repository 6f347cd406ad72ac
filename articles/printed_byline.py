"""A byline as it is printed: "By A, B and C in Tripoli; additional reporting by D". Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

# In the order they are printed; within one, in the order the desk gave.
LEAD_INS = {
    "by": gettext_lazy("By"),
    "agency": "",
    "unnamed": "",
    "additional": gettext_lazy("additional reporting by"),
    "photographs": gettext_lazy("photographs by"),
    "edited": gettext_lazy("edited by"),
    "translated": gettext_lazy("translated by"),
    "illustrations": gettext_lazy("illustrations by"),
}
# Who the words are from: what cards, feeds and machines are told.
WRITERS = ("by", "agency", "unnamed")


class Credited(Protocol):
    """A name with its role and place, as content has it and as intake reads it."""

    name: str
    role: str
    place: str


@dataclass(frozen=True)
class Printed[C: Credited]:
    """One name: what joins it to the one before, and the words for the place that follow."""

    joint: str
    byline: C
    place: str


@dataclass(frozen=True)
class Group[C: Credited]:
    """The names under one role, what joins them to the group before, and the words they stand after."""

    role: str
    joint: str
    lead_in: str
    names: tuple[Printed[C], ...]


def grouped[C: Credited](bylines: Iterable[C]) -> list[Group[C]]:
    """Return the bylines in groups by role, as they are printed; of an unknown role they are "By"."""
    by_role: dict[str, list[C]] = {role: [] for role in LEAD_INS}
    for byline in bylines:
        by_role[byline.role if byline.role in LEAD_INS else "by"].append(byline)
    found: list[Group[C]] = []
    for role, members in by_role.items():
        if members:
            # "By A and B, Agency X": an agency stands with the names, all else apart.
            among, apart = pgettext("between names", ", "), pgettext("between groups of names", "; ")
            joint = "" if not found else among if role == "agency" else apart
            lead_in = str(LEAD_INS[role])
            lead_in = lead_in if found else lead_in[:1].upper() + lead_in[1:]
            found.append(Group(role, joint, lead_in, _printed(members)))
    return found


def _printed[C: Credited](members: list[C]) -> tuple[Printed[C], ...]:
    printed = []
    for index, (joint, byline) in enumerate(zip(_joints(len(members)), members, strict=True)):
        following = members[index + 1].place if index + 1 < len(members) else None
        # "A and B in Tripoli": one place for neighbours who were in the same.
        place = "" if byline.place == following else byline.place
        printed.append(Printed(joint, byline, _("in %(place)s") % {"place": place} if place else ""))
    return tuple(printed)


def _joints(count: int) -> list[str]:
    comma, last = pgettext("between names", ", "), pgettext("before the last name", " and ")
    return ["", *[comma] * (count - 2), last][:count] if count > 1 else [""] * count


def join_names(names: Sequence[str]) -> str:
    """Return "A, B and C"."""
    return "".join(joint + name for joint, name in zip(_joints(len(names)), names, strict=True))


def print_byline(bylines: Iterable[Credited]) -> str:
    """Print bylines as one line."""
    return "".join(group.joint + " ".join(filter(None, [group.lead_in, _names(group)])) for group in grouped(bylines))


def _names(group: Group) -> str:
    return "".join(each.joint + each.byline.name + (f" {each.place}" if each.place else "") for each in group.names)
