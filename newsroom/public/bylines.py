"""A byline as readers see it: names that link, in groups by role, with the places that were printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.content import ContentByline

from .names import Names

LEAD_INS = {
    "by": gettext_lazy("By"),
    "additional": gettext_lazy("additional reporting by"),
    "photographs": gettext_lazy("photographs by"),
    "edited": gettext_lazy("edited by"),
    "translated": gettext_lazy("translated by"),
    "illustrations": gettext_lazy("illustrations by"),
}


@dataclass(frozen=True)
class Printed:
    """One name: what joins it to the one before, where it leads, and the place that follows."""

    joint: str
    name: str
    url: str
    place: str


@dataclass(frozen=True)
class Group:
    """The names under one role, after its words: "additional reporting by"."""

    role: str
    lead_in: str
    names: tuple[Printed, ...]


def joined(names: Sequence[str]) -> str:
    """Return "A, B and C"."""
    return "".join(joint + name for joint, name in zip(_joints(len(names)), names, strict=True))


def groups(bylines: Iterable[ContentByline], names: Names, *, linked: bool = True) -> list[Group]:
    """Return the bylines in groups by role, in the order they were printed."""
    found = []
    for role, members in groupby(bylines, key=lambda byline: byline.role):
        lead_in = str(LEAD_INS.get(role, LEAD_INS["by"]))
        if found and role == "by":
            lead_in = lead_in.lower()
        elif not found:
            lead_in = lead_in[:1].upper() + lead_in[1:]
        found.append(Group(role, lead_in, _printed(list(members), names, linked)))
    return found


def _printed(members: list[ContentByline], names: Names, linked: bool) -> tuple[Printed, ...]:
    printed = []
    for index, (joint, byline) in enumerate(zip(_joints(len(members)), members, strict=True)):
        today = names.get(byline.contributor)
        following = members[index + 1].place if index + 1 < len(members) else None
        # "A and B in Tripoli": one place for neighbours who were in the same.
        place = "" if byline.place == following else byline.place
        # What stands in place of a name is nobody's, so it has no page.
        url = today.url if today and linked and today.kind != "unnamed" else ""
        printed.append(Printed(joint, byline.name, url, _("in %(place)s") % {"place": place} if place else ""))
    return tuple(printed)


def _joints(count: int) -> list[str]:
    comma, last = pgettext("between names", ", "), pgettext("before the last name", " and ")
    return ["", *[comma] * (count - 2), last][:count] if count > 1 else [""] * count
