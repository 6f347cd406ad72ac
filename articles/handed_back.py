"""What a recall handed back: a plan that was overtaken, with what readers got instead brought in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .models import Edition, Revision


@dataclass(frozen=True)
class HandedBack:
    """The text of a version that was recalled because another was issued sooner, and those two versions."""

    revision: Revision
    planned: Edition
    issued: Edition


def handed_back(revisions: Iterable[Revision], versions: Iterable[Edition]) -> HandedBack | None:
    """Return what waits to be taken up again, from a story's revisions and versions, the latest first, or None.

    It waits until it is taken up or anything else is issued.
    """
    versions = list(versions)
    taken_in = None
    for revision in revisions:
        if revision.why == Revision.Why.TAKEN_UP:
            return None
        if revision.why == Revision.Why.TAKEN_IN:
            taken_in = revision
        if revision.why == Revision.Why.RECALLED:
            # A fix that stopped the plan was taken into the working copy, which had the plan: nothing waits.
            return None if taken_in and taken_in.text == revision.text else _pair(revision, versions)
    return None


def _pair(revision: Revision, versions: list[Edition]) -> HandedBack | None:
    planned = next((each for each in versions if each.recalled_at == revision.at), None)
    latest = next((each for each in versions if each.recalled_at is None), None)
    if planned is None or latest is None or latest.issued_at != revision.at:
        return None
    return HandedBack(revision, planned, latest)


def planned_for(revisions: Iterable[Revision], versions: Iterable[Edition], now: datetime) -> datetime | None:
    """Return when a plan that was taken up again was to go live, while that lies ahead and it was not issued since."""
    taken = next((each for each in revisions if each.why == Revision.Why.TAKEN_UP), None)
    versions = list(versions)
    if taken is None or any(each.issued_at >= taken.at for each in versions):
        return None
    recalled = [each for each in versions if each.recalled_at and each.recalled_at <= taken.at]
    latest = max(recalled, key=lambda each: each.recalled_at, default=None)
    return latest.live_from if latest and latest.live_from > now else None
