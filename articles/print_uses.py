"""What was printed against what readers have: a page that was sent does not move with its story."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from newsroom import clock

from .models import Edition, PrintUse, Revision

# A page is the desk's business until the day after its print edition.
PAST = timedelta(days=1)
MOST = 60


def drifted(stories, at: datetime) -> list[PrintUse]:
    """Return the sent pages of these stories whose words readers have otherwise by now, each with its story.

    Only what went live after a page was sent is read. Three queries.
    """
    return changed(sent(stories, at, clock.local_date(at) - PAST))


def sent(stories, at: datetime, since: date) -> QuerySet[PrintUse]:
    """Return the sent pages of these stories from that day on, each with what readers had then and since when."""
    standing = Edition.objects.filter(article=OuterRef("article"), recalled_at=None, live_from__lte=at)
    latest = standing.order_by("-live_from").values
    rows = PrintUse.objects.filter(print_date__gte=since).exclude(sent_at=None)
    # Row by row: a list of all stories would be made for `in`.
    rows = rows.filter(Exists(stories.filter(pk=OuterRef("article"))))
    rows = rows.annotate(standing=Subquery(latest("pk")[:1]), live_since=Subquery(latest("live_from")[:1]))
    return rows.select_related("article")[:MOST]


def changed(uses: Iterable[PrintUse]) -> list[PrintUse]:
    """Return those of such pages whose words readers have otherwise."""
    return list(_changed([use for use in uses if use.live_since and use.live_since > use.sent_at]))


def _changed(uses: list[PrintUse]) -> Iterable[PrintUse]:
    if not uses:
        return
    editions = Edition.objects.filter(pk__in=[use.standing for use in uses]).select_related("words")
    shown = {edition.pk: edition for edition in editions}
    numbers = {(use.article_id, use.sent_revision) for use in uses}
    revisions = Revision.objects.filter(
        article__in={use.article_id for use in uses}, number__in={number for _pk, number in numbers}
    )
    pinned = {(row.article_id, row.number): row for row in revisions if (row.article_id, row.number) in numbers}
    for use in uses:
        edition, revision = shown[use.standing], pinned[use.article_id, use.sent_revision]
        if edition.shows != Edition.Shows.TEXT or edition.content.words_text != revision.content.words_text:
            use.edition = edition
            yield use
