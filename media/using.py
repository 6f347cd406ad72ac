"""Whether one use of a photo or document is within what its licence and its leases ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from newsroom.notices.subjects import desks

from .licences import Asks
from .models import Leave, Licensed


@dataclass(frozen=True)
class Use:
    """A use that a story is about to make: when, in which section (a uid), how cut, and since when others have it."""

    at: datetime
    section: str = ""
    crop: str = ""
    in_print: bool = False
    others: tuple[datetime, ...] = ()


def asked(licensed: Licensed, at: datetime) -> list[Asks]:
    """Return what its licence and the leases that hold at that moment ask for, each once."""
    found = set(licensed.terms.asks).union(*(lease.asks for lease in _holding(licensed, at)))
    return [asks for asks in Asks if asks in found]


def whole_only(licensed: Licensed, at: datetime) -> bool:
    """Say whether it may only be shown whole at that moment."""
    return Asks.NO_CROP in asked(licensed, at)


def why_not(licensed: Licensed, use: Use) -> list[str]:
    """Return what keeps it from this use, a sentence each, where it may be used at that moment at all.

    Of several leases one that is for this section and story is enough; what one asks of how it is shown binds all.
    """
    asks = asked(licensed, use.at)
    reasons = []
    if use.crop and Asks.NO_CROP in asks:
        reasons.append(gettext("It may only be shown whole, and is cut to %(crop)s here.") % {"crop": use.crop})
    if use.in_print and Asks.ONLINE_ONLY in asks:
        reasons.append(gettext("It may only be used online."))
    found = [_against(licensed, lease, use) for lease in _holding(licensed, use.at) or [None]]
    return reasons + min(found, key=len)


def only_in_sections(licensed: Licensed, at: datetime) -> set[str]:
    """Return the uids of the sections its permission at that moment is for; none where it is for all."""
    leases = _holding(licensed, at)
    if any(not lease.sections for lease in leases):
        return set()
    return {uid for lease in leases for uid in lease.sections.split()}


def not_in_section(licensed: Licensed, at: datetime, section: str) -> list[str]:
    """Return why it, usable as it is, may not stand in the section with that uid; empty where it may."""
    allowed = only_in_sections(licensed, at)
    return [_only_for(allowed)] if allowed and section not in allowed else []


def _holding(licensed: Licensed, at: datetime) -> list[Leave]:
    return [lease for lease in licensed.leases.all() if lease.covers(at) and lease.holds_here]


def _against(licensed: Licensed, lease: Leave | None, use: Use) -> list[str]:
    reasons = []
    if lease and lease.sections and use.section not in lease.sections.split():
        reasons.append(_only_for(lease.sections.split()))
    return reasons + _used_up(licensed, lease, use)


def _used_up(licensed: Licensed, lease: Leave | None, use: Use) -> list[str]:
    most = lease.uses_allowed if lease else None
    counted = use.others
    if most is not None:
        counted = [moment for moment in use.others if moment >= lease.usable_from]
    elif licensed.terms.uses is not None:
        most = licensed.terms.uses
    if most is None or len(counted) < most:
        return []
    return [
        ngettext(
            "Permission is for %(count)s story, which has it already.",
            "Permission is for %(count)s stories, which have it already.",
            most,
        )
        % {"count": most}
    ]


def sections_of(lease: Leave) -> str:
    """Return the names of the sections a lease is for."""
    return _named(lease.sections.split())


def _only_for(sections: Iterable[str]) -> str:
    return gettext("Permission is for %(sections)s only.") % {"sections": _named(sections)}


def _named(sections: Iterable[str]) -> str:
    names = dict(desks())
    return ", ".join(sorted(names.get(uid, gettext("a section that is gone")) for uid in sections))


def uses_left(licensed: Licensed, at: datetime, others: tuple[datetime, ...]) -> tuple[int, int] | None:
    """Return how many stories have it and how many may, by the lease or licence that counts; None where none does."""
    for lease in _holding(licensed, at):
        if lease.uses_allowed is not None:
            return sum(moment >= lease.usable_from for moment in others), lease.uses_allowed
    return (len(others), licensed.terms.uses) if licensed.terms.uses is not None else None
