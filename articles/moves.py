"""What each kind of edition moves. Pages, feeds, sitemaps and the desk's table read it here and nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Moves:
    """What happens outside when an edition of a kind goes live.

    `label`: what readers see before the moment of the change; empty where no date moves: neither the visible one, nor
    dateModified, nor lastmod, nor what a feed calls updated, which always say the same. `owned_up`: it stands on the
    corrections page and in its feed. `comment`: machines are told of it as a correction. `told`: it is sent to
    republishers. `top`: where its note stands unless somebody says otherwise.
    """

    label: str | Promise = ""
    owned_up: bool = False
    comment: bool = False
    told: bool = False
    top: bool = False

    @property
    def dates(self) -> bool:
        return bool(self.label)


MOVES: dict[str, Moves] = {
    "first": Moves(),
    "update": Moves(_("Updated")),
    "minor_fix": Moves(),
    "correction": Moves(_("Corrected"), owned_up=True, comment=True, told=True, top=True),
    "clarification": Moves(_("Clarified"), owned_up=True, comment=True, told=True),
    "retraction": Moves(_("Retracted"), owned_up=True, comment=True, told=True, top=True),
    "withdrawal": Moves(told=True),
    "reinstatement": Moves(_("Reinstated"), told=True),
    "migrated": Moves(),
}

THAT_MOVE_DATES = tuple(kind for kind, moves in MOVES.items() if moves.dates)
OWNED_UP = tuple(kind for kind, moves in MOVES.items() if moves.owned_up)


@dataclass(frozen=True)
class Output:
    """One thing outside, and whether each of some kinds moves it, in their order."""

    name: str | Promise
    moved: tuple[bool, ...]


def table(kinds: tuple[str, ...]) -> Iterator[Output]:
    """Yield what a person wants to know before publishing: each output, and which of these kinds move it."""
    dates, owned_up, comment, told = (
        tuple(getattr(MOVES[kind], name) for kind in kinds) for name in ("dates", "owned_up", "comment", "told")
    )
    yield Output(_("The time readers see"), dates)
    yield Output(_("dateModified, for search engines"), dates)
    yield Output(_("lastmod in sitemaps"), dates)
    yield Output(_("“Updated” in feeds"), dates)
    # A list is in the order in which stories first went live; no later version changes that.
    yield Output(_("Place in lists and feeds"), tuple(False for _kind in kinds))
    yield Output(_("Corrections page and feed"), owned_up)
    yield Output(_("Marked as a correction for search engines"), comment)
    yield Output(_("Told to republishers"), told)
