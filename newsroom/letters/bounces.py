"""What is said of mail that came back: addresses by what became of them, and what follows for their readers.

The form is the newsroom's own, three lists in JSON; `providers.py` makes it of what providers send.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from . import readers

MOST = 1000
KINDS = {
    "hard": readers.came_back,
    "soft": readers.came_back_for_a_while,
    "complaint": lambda address, now, said_at: readers.complained(address, said_at),
}


class NotUnderstood(Exception):
    """What came is not in the form; the sentence says how."""


@dataclass(frozen=True)
class Report:
    """Addresses by what became of mail to them, and when that was, where it is said."""

    hard: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    complaint: tuple[str, ...] = ()
    at: datetime | None = None


def parsed(body: bytes) -> dict:
    """Return the object that a body is. Raise NotUnderstood."""
    try:
        said = json.loads(body)
        # Half a letter, which JSON can escape, no database keeps.
        json.dumps(said, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise NotUnderstood("This is no JSON.") from None
    if not isinstance(said, dict):
        raise NotUnderstood("Send an object.")
    return said


def moment(said: object) -> datetime | None:
    """Return a moment that is written as ISO 8601, or as seconds since 1970. Raise NotUnderstood."""
    if said is None:
        return None
    try:
        if isinstance(said, int | float) and not isinstance(said, bool):
            return datetime.fromtimestamp(said, UTC)
        found = datetime.fromisoformat(str(said))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise NotUnderstood("Write moments as 2026-11-29T06:45:00Z.") from None


def own(said: dict) -> Report:
    """Return what a report in the newsroom's own form says. Raise NotUnderstood."""
    if set(said) - {*KINDS, "at"}:
        raise NotUnderstood('Send an object with the lists "hard", "soft" and "complaint", "at", and nothing else.')
    lists = {kind: said.get(kind, []) for kind in KINDS}
    return checked(lists, moment(said.get("at")))


def checked(lists: dict[str, object], at: datetime | None) -> Report:
    """Return a report of these lists. Raise NotUnderstood."""
    kept: dict[str, tuple[str, ...]] = {}
    for kind, addresses in lists.items():
        if not isinstance(addresses, list) or not all(
            isinstance(each, str) and 2 < len(each) < 255 for each in addresses
        ):
            raise NotUnderstood(f'"{kind}" has to be a list of e-mail addresses.')
        kept[kind] = tuple(addresses)
    if sum(map(len, kept.values())) > MOST:
        raise NotUnderstood(f"Send at most {MOST} addresses at once.")
    return Report(**kept, at=at)


def take(report: Report, now: datetime) -> None:
    """Do what a report asks for; an address nobody has is passed over, and one that was confirmed since."""
    said_at = min(report.at or now, now)
    for kind, do in KINDS.items():
        for address in getattr(report, kind):
            do(address.replace("\0", ""), now, said_at)
