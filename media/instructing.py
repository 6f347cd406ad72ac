"""The verbs of agencies' instructions: reading them into a lease, and settling what only a person understands."""

from datetime import datetime, timedelta

from django.utils.translation import gettext

from newsroom.notices.telling import tell
from newsroom.record.log import enter
from newsroom.staff.roles import PHOTO_EDITOR

from . import instructions, permissions
from .act import allow, locked, save, typed
from .house_credit import is_unwritten
from .leasing import write_lease
from .licences import Asks
from .models import Lease, Licensed, Phrase


def read_instructions(licensed: Licensed, *, by, text: str, sent_at: datetime | None = None, now: datetime) -> None:
    """Turn what came with it into a lease, and into a task for the photo desk where it is not understood.

    Called as the photo is taken in, within that verb's transaction: whoever takes it in decides nothing.
    """
    reading = instructions.read(typed(text), sent_at or now)
    if Asks.NO_ARCHIVE in reading.limits and reading.usable_until is None:
        reading.unclear.append(gettext("No archiving, and no end is given: until when may it be used?"))
    if reading.credit and is_unwritten(licensed):
        licensed.credit_line = reading.credit[: licensed._meta.get_field("credit_line").max_length]
        save(licensed, ["credit_line"])
    if reading.binds:
        _lease(licensed, reading, by, now, text)
    if reading.unclear:
        rows = [licensed.new_part("unclear", words=words, asked_at=now) for words in reading.unclear]
        type(rows[0]).objects.bulk_create(rows)
        tell("instructions_unclear", about=licensed, role=PHOTO_EDITOR, by=by, now=now, once=f"unclear-{licensed.uid}")


def _lease(licensed: Licensed, reading: instructions.Reading, by, now: datetime, text: str) -> None:
    start = reading.usable_from or now
    end = reading.usable_until
    if end is not None and end <= start:
        # Over before it came in, or before its embargo ends: on record, and never usable by this.
        start = end - timedelta.resolution
    write_lease(
        licensed,
        "read_instructions",
        by,
        now,
        usable_from=start,
        usable_until=end,
        origin=Lease.Origin.INSTRUCTIONS,
        uses_allowed=reading.uses,
        limits=reading.limits,
        only_in=reading.only_in,
        not_in=reading.not_in,
        note=gettext("As its sender asks: “%(text)s”") % {"text": text.strip()},
    )


def settle_unclear(unclear: Phrase, *, by, meaning: str, now: datetime | None = None) -> Phrase:
    """Say what an instruction means for the use of what it came with; what follows from it is a lease of its own."""
    with locked(unclear.licensed, now) as (kept, now):
        allow(
            permissions.may_grant_lease(by, kept),
            gettext("You may not settle what an agency asks for. Ask the photo desk."),
        )
        meaning = typed(meaning)
        allow(bool(meaning), kept.says("meaning_why"))
        unclear.refresh_from_db()
        if unclear.settled_at is None:
            unclear.settled_by, unclear.settled_at, unclear.meaning = by, now, meaning
            save(unclear, ["settled_by", "settled_at", "meaning"])
            facts = {"unclear": unclear.pk}
            enter("settle_unclear", by=by, now=now, subject=kept.subject, facts=facts, words={"meaning": meaning})
    return unclear
