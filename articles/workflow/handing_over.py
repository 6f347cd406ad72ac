"""Verbs of the shift: hand over, read a hand-over, take over. None moves a story."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles import handing_over
from articles.models import HandOver, HandOverReading
from articles.permissions import may_hand_over, may_read_hand_overs, refusal
from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.record.log import enter
from newsroom.staff import duty

from .act import NotAllowed, Refused

LONGEST = 10_000


@transaction.atomic
def hand_over(*, by, text: str = "", go_off: bool = False, now: datetime | None = None) -> HandOver:
    """Leave the desk to the next shift: what the record says since the last hand-over, and one's own words.

    The words stand in its own row and not in the log, where `redact` would have to know which story they are about.
    """
    if not may_hand_over(by):
        raise NotAllowed(refusal(str(by), _("hand the desk over")))
    text = clean_text(text).strip()
    if len(text) > LONGEST:
        raise Refused(
            _("That is %(length)s characters long; there is room for %(most)s. Say it in fewer.")
            % {"length": len(text), "most": LONGEST}
        )
    at = now or clock.now()
    begun = handing_over.since(at)
    kept = HandOver(by=by, since=begun, at=at, text=text)
    kept.keep_facts(handing_over.draft(begun, at))
    kept.save(force_insert=True)
    enter("hand_over", by=by, now=at, subject=kept.subject, facts={"since": begun.isoformat()})
    if go_off:
        duty.go_off(by, now=at)
    return kept


@transaction.atomic
def read_hand_over(kept: HandOver, *, by, now: datetime | None = None) -> HandOver:
    """Say on the record that one has read it; reading it again changes nothing."""
    if not may_read_hand_overs(by):
        raise NotAllowed(refusal(str(by), _("read hand-overs")))
    kept = HandOver.objects.select_for_update().get(pk=kept.pk)
    at = now or clock.now()
    _reading, new = HandOverReading.objects.get_or_create(hand_over=kept, by=by, defaults={"at": at})
    if new:
        enter("read_hand_over", by=by, now=at, subject=kept.subject)
    return kept


@transaction.atomic
def take_over(kept: HandOver, *, by, now: datetime | None = None) -> HandOver:
    """Accept a hand-over: it is theirs from now on, and they are on duty."""
    if not may_hand_over(by):
        raise NotAllowed(refusal(str(by), _("take the desk over")))
    kept = HandOver.objects.select_for_update().get(pk=kept.pk)
    if kept.accepted_at:
        raise Refused(
            _("%(name)s took over at %(time)s already. Ask them what is left to do.")
            % {"name": kept.accepted_by, "time": f"{clock.local(kept.accepted_at):%H:%M}"}
        )
    at = now or clock.now()
    kept.accepted_at, kept.accepted_by = at, by
    kept.save(update_fields=["accepted_at", "accepted_by"])
    enter("take_over", by=by, now=at, subject=kept.subject)
    if not duty.is_on(by, at):
        duty.go_on(by, now=at)
    return kept
