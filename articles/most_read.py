"""The lists of what is read most: of the paper and of each section, in the last hour, day and week.

Reckoned twice a minute by the worker and kept, so that a page reads its list in one query. Readers' pages are told only
where the places they show are different.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from newsroom import clock
from newsroom.reads.asking import Window, most
from newsroom.record.log import Change, turn

from .models import Edition, MostRead, MostReadBar

# A batch of reads is written every 20 seconds; with these, a list is never a whole minute behind.
EVERY = timedelta(seconds=30)
SHOWN = 10
# A few more than are shown, for those that are pulled before the next reckoning.
KEPT = 15
# Of the stories read most so many are looked at: sections that nobody reads have short lists.
LOOKED_AT = 1_000
# Days after which a story is old: readers are told its age then (`newsroom.public.dates`).
OLD = 30
# How much more often a story has to be read than the one above it to take its place, so that two that are read alike
# do not change places every minute, and every page with them.
MARGIN = 1.05


def key_of(window: str, section: int | None = None) -> str:
    """Return the key of a list."""
    return str(Window(window).value) if section is None else f"{Window(window).value}:{section}"


def tag_of(key: str) -> str:
    """Return the tag of the pages that show a list."""
    return f"most-read:{key}"


def rank(now: datetime) -> None:
    """Reckon every list anew, keep those that are different, and tell the pages that show them."""
    before = kept()
    after = _reckoned(now, before)
    different = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    if not different:
        return
    told = [key for key in different if before.get(key, [])[:SHOWN] != after.get(key, [])[:SHOWN]]
    rows = [
        MostRead(key=key, place=place, article_id=story)
        for key in different
        for place, story in enumerate(after.get(key, []), start=1)
    ]
    try:
        with transaction.atomic():
            MostRead.objects.filter(key__in=different).delete()
            MostRead.objects.bulk_create(rows)
            if told:
                turn(Change(tag_of(key), now) for key in told)
    except IntegrityError:
        # Another worker reckoned at the same moment: its lists stand until the next minute.
        return


def kept() -> dict[str, list[int]]:
    """Return the stories of every list, in their order."""
    lists: dict[str, list[int]] = {}
    for key, story in MostRead.objects.order_by("key", "place").values_list("key", "article"):
        lists.setdefault(key, []).append(story)
    return lists


def _reckoned(now: datetime, before: dict[str, list[int]]) -> dict[str, list[int]]:
    """Return the stories of every list as they are now; a list that nobody is on is none."""
    read = {window: most(window, now, LOOKED_AT) for window in Window}
    sections = _that_may_enter({story for counts in read.values() for story in counts}, now)
    after = {}
    for window, counts in read.items():
        allowed = {story: count for story, count in counts.items() if story in sections}
        lists = {None: allowed}
        for story, count in allowed.items():
            lists.setdefault(sections[story], {})[story] = count
        for section, reads in lists.items():
            key = key_of(window, section)
            after[key] = steadied(before.get(key, []), reads)[:KEPT]
    return {key: stories for key, stories in after.items() if stories}


def _that_may_enter(stories: set[int], now: datetime) -> dict[int, int]:
    """Return those of the stories that may be on a list, each with its section.

    Never one that is sensitive, paid for, pulled, withdrawn or retracted, old, or kept out by an editor.
    """
    barred = MostReadBar.objects.filter(article=OuterRef("article"), ended_at=None)
    since = now - timedelta(days=OLD)
    young = {"listed_at__gt": since, "dated__gte": clock.local_date(since)}
    found = Edition.objects.automatic(now).filter(~Exists(barred), article__in=stories, **young)
    return dict(found.values_list("article_id", "section_row__section_id"))


def steadied(before: list[int], reads: dict[int, int]) -> list[int]:
    """Return the stories by their reads, where one passes another only by a margin.

    Stories that had places keep their order until one is read that much more often; others come in from below.
    """
    stayed = [story for story in before if story in reads]
    came = sorted(reads.keys() - set(stayed), key=lambda story: (-reads[story], story))
    order: list[int] = []
    for story in [*stayed, *came]:
        # Among those that had no places there is nothing to keep steady.
        needed = MARGIN if stayed else 1
        place = len(order)
        while place and reads[story] > reads[order[place - 1]] * needed:
            place -= 1
        order.insert(place, story)
    return order
