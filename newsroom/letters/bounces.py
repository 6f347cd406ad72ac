"""What a mail provider says of mail that came back, as it sends it to the newsroom: addresses by what became of them.

The form is the newsroom's own, three lists in JSON; docs/operations.md says how a provider's is made into it.
"""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from . import readers

MOST = 1000
KINDS = {
    "hard": readers.came_back,
    "soft": readers.came_back_for_a_while,
    "complaint": lambda address, now: readers.complained(address),
}


class NotUnderstood(Exception):
    """What came is not in the form; the sentence says how."""


@dataclass(frozen=True)
class Report:
    """Addresses by what became of mail to them."""

    hard: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    complaint: tuple[str, ...] = ()


def may_report(said: str) -> bool:
    """Say whether the header has the secret; nobody has, where none is set."""
    secret = settings.BOUNCE_SECRET
    return bool(secret) and hmac.compare_digest(said.encode(), f"Bearer {secret}".encode())


def read(body: bytes) -> Report:
    """Return what a report says. Raise NotUnderstood."""
    try:
        said = json.loads(body)
    except ValueError:
        raise NotUnderstood("This is no JSON.") from None
    if not isinstance(said, dict) or set(said) - set(KINDS):
        raise NotUnderstood('Send an object with the lists "hard", "soft" and "complaint", and nothing else.')
    lists = {kind: said.get(kind, []) for kind in KINDS}
    for kind, addresses in lists.items():
        if not isinstance(addresses, list) or not all(
            isinstance(each, str) and 2 < len(each) < 255 for each in addresses
        ):
            raise NotUnderstood(f'"{kind}" has to be a list of e-mail addresses.')
    if sum(map(len, lists.values())) > MOST:
        raise NotUnderstood(f"Send at most {MOST} addresses at once.")
    return Report(**{kind: tuple(addresses) for kind, addresses in lists.items()})


def take(report: Report, now: datetime) -> None:
    """Do what a report asks for; an address nobody has is passed over."""
    for kind, do in KINDS.items():
        for address in getattr(report, kind):
            do(address.replace("\0", ""), now)
