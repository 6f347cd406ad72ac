"""Writing down what was counted: a batch every twenty seconds from each worker, in rows whose number is bounded."""

import atexit
import logging
import threading
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connection, connections, transaction
from django.db.models import Count

from newsroom import clock

from .counting import Batch, Reads, reads
from .models import ReadCount, Span

logger = logging.getLogger(__name__)

EVERY = 20  # seconds
# Of the stories read in one minute, hour or day the first so many are kept.
KEPT = 1_000
KEPT_FOR = {Span.MINUTE: timedelta(minutes=61), Span.HOUR: timedelta(hours=25), Span.DAY: timedelta(days=8)}
_AT_ONCE = 5_000

_ADD = """
INSERT INTO reads_readcount (span, since, story, count) VALUES (%s, %s, %s, %s)
ON CONFLICT (span, since, story) DO UPDATE SET count = reads_readcount.count + excluded.count
"""


def begins(now: datetime) -> dict[str, datetime]:
    """Return when the minute, the hour and the day of that moment began, in UTC."""
    minute = now.replace(second=0, microsecond=0)
    hour = minute.replace(minute=0)
    return {Span.MINUTE: minute, Span.HOUR: hour, Span.DAY: hour.replace(hour=0)}


def write(batch: Batch, now: datetime) -> None:
    """Add a batch to the counts of this minute, hour and day. In order, so that two workers wait and never deadlock."""
    if not batch.total:
        return
    counts = sorted({**batch.stories, ReadCount.ALL: batch.total}.items())
    adapt = connection.ops.adapt_datetimefield_value
    rows = [(span, adapt(since), story, many) for span, since in begins(now).items() for story, many in counts]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)


def write_down(counting: Reads, now: datetime) -> None:
    """Write what was counted; what cannot be written now is written with the next."""
    batch = counting.take()
    try:
        write(batch, now)
    except DatabaseError:
        counting.give_back(batch)
        logger.exception("The reads could not be written; they are written with the next.")


def keep_writing() -> None:
    """Begin to write down, for as long as this process lives, what it counts: for processes that answer readers."""
    stop = threading.Event()
    writer = threading.Thread(target=_go_on, args=[stop], name="reads", daemon=True)
    writer.start()

    def end():
        stop.set()
        writer.join(timeout=5)

    atexit.register(end)


def _go_on(stop: threading.Event) -> None:
    while True:
        ended = stop.wait(EVERY)
        close_old_connections()
        write_down(reads, clock.now())
        if ended:
            break
    connections.close_all()


def trim(now: datetime) -> None:
    """Let go of counts that no window reaches, and of the tail of those that are over."""
    for span, kept_for in KEPT_FOR.items():
        ReadCount.objects.filter(span=span, since__lte=now - kept_for).delete()
    crowded = ReadCount.objects.values("span", "since").annotate(rows=Count("pk")).filter(rows__gt=KEPT + 1)
    for each in list(crowded.order_by()):
        # The first row is that of all stories together, which no story has more reads than.
        rows = ReadCount.objects.filter(span=each["span"], since=each["since"]).order_by("-count", "story")
        tail = list(rows.values_list("pk", flat=True)[KEPT + 1 :])
        for start in range(0, len(tail), _AT_ONCE):
            ReadCount.objects.filter(pk__in=tail[start : start + _AT_ONCE]).delete()
