"""A byline as readers see it: names that link, in groups by role, with the places that were printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.content import ContentByline
from articles.printed_byline import grouped, join_names

from .names import Names

joined = join_names


@dataclass(frozen=True)
class Printed:
    """One name: what joins it to the one before, where it leads, and the place that follows."""

    joint: str
    name: str
    url: str
    place: str


@dataclass(frozen=True)
class Group:
    """The names under one role, what joins them to the group before, after its words: "additional reporting by"."""

    role: str
    joint: str
    lead_in: str
    names: tuple[Printed, ...]


def groups(bylines: Iterable[ContentByline], names: Names, *, linked: bool = True) -> list[Group]:
    """Return the bylines in groups by role, in the order they are printed."""

    def url(byline: ContentByline) -> str:
        today = names.get(byline.contributor)
        # What stands in place of a name is nobody's, so it has no page.
        return today.url if today and linked and today.kind != "unnamed" else ""

    return [
        Group(
            group.role,
            group.joint,
            group.lead_in,
            tuple(Printed(each.joint, each.byline.name, url(each.byline), each.place) for each in group.names),
        )
        for group in grouped(bylines)
    ]
