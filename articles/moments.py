"""When the desk next shows something else though nobody acts: moments of all stories, and nothing else of them."""

from datetime import datetime, timedelta

from django.db.models import Subquery

from articles.models import Article, Edition, Front, FrontEdition, ReadAfter, ReceiptRow, front_tag
from media.chores import BEFORE
from media.models import Lease, Photo
from newsroom import clock
from newsroom.prepared import MOMENT, prepared
from newsroom.record.models import Change, Pulse

# The desk looks so far ahead, and at what went wrong for as long.
AHEAD = timedelta(hours=24)


def _first(rows, moment: str, now):
    """Return the first such moment of the rows that is not past."""
    return Subquery(rows.filter(**{f"{moment}__gte": now}).order_by(moment).values(moment)[:1])


@prepared(now=MOMENT, day_on=MOMENT, day_ago=MOMENT, warned=MOMENT)
def _moments(now, day_on, day_ago, warned):
    issued, stories = Edition.objects.filter(recalled_at=None), Article.objects.all()
    wrong = ReceiptRow.objects.filter(state=ReceiptRow.State.RED)
    firsts = {
        "goes_live": _first(issued, "live_from", now),
        "embargo_ends": _first(stories, "embargoed_until", now),
        "is_due": _first(stories, "due_at", now),
        "is_to_be_read": _first(ReadAfter.objects.filter(read_at=None), "due_at", now),
        "lease_begins": _first(Lease.objects.all(), "usable_from", now),
        "lease_ends": _first(Lease.objects.all(), "usable_until", now),
        "consent_ends": _first(Photo.objects.all(), "consent_ends_at", now),
        # A front that goes live, and a card whose time is over, are Changes of its page.
        "front_changes": _first(Change.objects.filter(tag=front_tag(Front.Kind.HOME)), "at", now),
        "front_goes_live": _first(FrontEdition.objects.issued(), "live_from", now),
        "comes_in_sight": _first(issued, "live_from", day_on),
        "embargo_in_sight": _first(stories, "embargoed_until", day_on),
        "due_in_sight": _first(stories, "due_at", day_on),
        "lease_in_sight": _first(Lease.objects.all(), "usable_until", warned),
        "wrong_no_more": _first(wrong, "receipt__since", day_ago),
    }
    return Pulse.objects.annotate(**firsts).values_list(*firsts)


def next_moment(now: datetime) -> datetime:
    """Return when the desk next shows something else though nobody acts; that moment may be now. One query.

    What goes live, is due, ends or begins then; and, for who looks a day ahead or back, what comes in sight or leaves.
    """
    found = _moments(now=now, day_on=now + AHEAD, day_ago=now - AHEAD, warned=now + BEFORE)[0]
    *here, one, two, three, lease, wrong = found
    ahead = [each and each - AHEAD for each in (one, two, three)]
    found = [*here, *ahead, lease and lease - BEFORE, wrong and wrong + AHEAD]
    midnight = clock.start_of_day(clock.local_date(now) + timedelta(days=1))
    return min([midnight, *filter(None, found)])
