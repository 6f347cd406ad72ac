"""Receipts as rows: opened with the publish, filled in by the task worker, tried again, shown."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Prefetch
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles.models import Edition, PublishReceipt, ReceiptRow
from articles.querysets import of_visible
from newsroom import clock
from newsroom.record.log import stir
from newsroom.tasks.queue import enqueue

from .fetching import Fetched, fetch, own_path
from .judging import Expected, Verdict, judge
from .places import Place, is_due, places_of

# What is not as it should be is looked at again, later and later: a cache may need its time.
AGAIN_AFTER = (timedelta(seconds=2), timedelta(seconds=5), timedelta(seconds=15), timedelta(minutes=1))
State = ReceiptRow.State


# What is issued for a moment so long past was brought in, and changes nothing that anybody waits for.
BACKDATED = timedelta(hours=1)


def open_receipt(edition: Edition, *, by) -> PublishReceipt | None:
    """Begin the receipt of a version inside the transaction that issues it; it is looked at once it is live."""
    if edition.live_from < clock.now() - BACKDATED:
        return None
    receipt = PublishReceipt.objects.create(edition=edition, asked_by=by)
    _look_at(receipt, edition.live_from)
    return receipt


def try_again(receipt: PublishReceipt, *, now: datetime | None = None) -> None:
    """Have everything that is not green fetched once more."""
    with transaction.atomic():
        PublishReceipt.objects.filter(pk=receipt.pk).update(tries=0, finished_at=None)
        _look_at(receipt, now or clock.now())
        stir()


def last_receipt(user, at: datetime) -> PublishReceipt | None:
    """Return the receipt of the latest version that went live, of stories this person may see, with its rows."""
    receipts = PublishReceipt.objects.filter(edition__live_from__lte=at, edition__recalled_at=None)
    receipts = of_visible(receipts, user, "edition__article")
    rows = Prefetch("rows", ReceiptRow.objects.order_by("position"))
    found = receipts.select_related("edition__article").defer("edition__article__body").prefetch_related(rows)
    return found.order_by("-edition__live_from").first()


def _look_at(receipt: PublishReceipt, moment: datetime) -> None:
    from .tasks import look

    enqueue(look.using(run_after=moment), receipt.pk)


def look_now(receipt_pk: int, *, now: datetime | None = None) -> datetime | None:
    """Fetch and judge all that is not green yet; return when to look again, or None when it is done.

    A receipt that a redaction took away, or whose version was recalled or overtaken, is done.
    """
    now = now or clock.now()
    receipt = PublishReceipt.objects.filter(pk=receipt_pk).select_related("edition__words", "edition__address").first()
    if receipt is None or receipt.finished_at:
        return None
    edition = receipt.edition
    if edition.recalled_at is None and edition.live_from > now:
        return edition.live_from
    if not _stands(edition, now):
        _finish(receipt, now)
        return None
    for row in _rows(receipt, now):
        if row.place == Place.PICTURE:
            row.refresh_from_db()
        _fill(row, edition, now)
    return _what_next(receipt, now)


def _stands(edition: Edition, now: datetime) -> bool:
    """Whether readers should have this very version now."""
    return Edition.objects.live(now).filter(pk=edition.pk).exists() and edition.address.key.startswith("/")


def _rows(receipt: PublishReceipt, now: datetime):
    """Return the rows that are not green, having written them the first time."""
    if not receipt.rows.exists():
        ReceiptRow.objects.bulk_create(
            ReceiptRow(receipt=receipt, position=n, place=each.place, name=each.name, path=each.path)
            for n, each in enumerate(places_of(receipt.edition, now))
        )
    return list(receipt.rows.exclude(state=State.GREEN).order_by("position"))


def _fill(row: ReceiptRow, edition: Edition, now: datetime) -> None:
    fetched = fetch(row.path) if row.path else Fetched(None, why=_("The story’s page names no picture yet."))
    due = row.place == Place.STORY or is_due(edition, row, now)
    verdict = judge(row.place, fetched, _expected(edition, due))
    row.fetched_at = max(clock.now(), now)
    row.state = State.GREEN if verdict.good else State.RED
    row.status, row.shows = fetched.status, verdict.shows[:400]
    row.tenths = max(0, round((row.fetched_at - edition.live_from).total_seconds() * 10))
    with transaction.atomic():
        row.save()
        if row.place == Place.STORY:
            _name_the_picture(row, verdict)
        stir()


def _expected(edition: Edition, due: bool) -> Expected:
    return Expected(edition.number, iri_to_uri(edition.address.key), edition.content.headline, due)


def _name_the_picture(story: ReceiptRow, verdict: Verdict) -> None:
    """Write down where the share image is, as the story's page says; one of another site is never fetched."""
    if path := own_path(verdict.picture) if verdict.picture else None:
        story.receipt.rows.filter(place=Place.PICTURE).update(path=path)


def _what_next(receipt: PublishReceipt, now: datetime) -> datetime | None:
    wrong = receipt.rows.exclude(state=State.GREEN).exists()
    if not wrong or receipt.tries >= len(AGAIN_AFTER):
        _finish(receipt, now)
        return None
    wait = AGAIN_AFTER[receipt.tries]
    receipt.tries += 1
    receipt.save(update_fields=["tries"])
    return now + wait


def _finish(receipt: PublishReceipt, now: datetime) -> None:
    receipt.finished_at = now
    with transaction.atomic():
        receipt.save(update_fields=["finished_at"])
        stir()
