"""The demo paper’s suppliers: a wire agency whose quota is nearly used up, a freelance, a station with handouts."""

from datetime import datetime

from media.models import Photo, Supplier, Unclear
from media.rights import settle_unclear
from media.supplying import keep_supplier

_CONTRACTS = (
    {
        "name": "Seaboard Wire",
        "kind": "agency",
        "licence": "agency",
        "credit": "{creator}/Seaboard Wire",
        "lease_days": 12,
        "rights_text": "Two pictures a month, in print and online, for twelve days from transmission.",
        "ask": "Seaboard Wire picture desk, pictures@seaboard.example",
        "quota": 2,
        "over_quota": "refuse",
        "watch_folder": "seaboard",
    },
    {
        "name": "Runa Ellery",
        "kind": "photographer",
        "licence": "commissioned",
        "credit": "{creator}/The Lantern",
        "rights_text": "Day rate; the paper may use what was commissioned without an end.",
        "ask": "Runa Ellery, runa@ellery.example",
        "watch_folder": "ellery",
    },
    {
        "name": "Marlhithe lifeboat station",
        "kind": "handout",
        "licence": "handout",
        "credit": "Marlhithe lifeboat station",
        "ask": "The station’s coxswain",
    },
)
# What the photo desk made of instructions that came inside a file; the others still wait for somebody.
_SETTLED = {"For use with articles about Marta Ellingsund only": "Said in the caption; the family is asked each time."}


def supply(people: dict, now: datetime) -> dict[str, Supplier]:
    """Write the suppliers down, each as far as it is missing, and return them by name."""
    known = {supplier.name: supplier for supplier in Supplier.objects.all()}
    missing = [contract for contract in _CONTRACTS if contract["name"] not in known]
    made = [keep_supplier(None, by=people["photo_editor"], now=now, **contract) for contract in missing]
    return known | {supplier.name: supplier for supplier in made}


def settle(photo: Photo, people: dict, now: datetime) -> None:
    """Settle what the photo desk has had time for."""
    for row in Unclear.objects.filter(photo=photo, settled_at=None, words__in=_SETTLED):
        settle_unclear(row, by=people["photo_editor"], meaning=_SETTLED[row.words], now=now)
