"""Receipts as rows: opened with the act, filled in by the task worker, tried again, shown."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles.models import Article, Edition, LiveEntry, Pull, Receipt, ReceiptRow
from newsroom import clock
from newsroom.record.log import stir
from newsroom.tasks.queue import enqueue

from .fetching import Fetched, fetch, own_path
from .gone import had_before, judge_gone, places_gone
from .judging import Expected, Verdict, judge
from .places import Place, places_of, wanted_now

# What is not as it should be is looked at again, later and later: a cache may need its time.
AGAIN_AFTER = (timedelta(seconds=2), timedelta(seconds=5), timedelta(seconds=15), timedelta(minutes=1))
State = ReceiptRow.State


# What is issued for a moment so long past was brought in, and changes nothing that anybody waits for.
BACKDATED = timedelta(hours=1)


def open_receipt(edition: Edition, *, by) -> Receipt | None:
    """Begin the receipt of a version inside the transaction that issues it; it is looked at once it is live."""
    return _open(edition.article, edition.live_from, by=by, edition=edition)


def open_receipt_of_pull(pull: Pull, *, by) -> Receipt | None:
    """Begin the receipt of a pull inside its transaction; an entry of a live story has no place of its own."""
    return None if _of_entry(pull) else _open(pull.article, pull.off_from, by=by, pull=pull)


def open_receipt_of_restore(pull: Pull, given_back: Edition, *, by) -> Receipt | None:
    """Begin the receipt of the end of a pull inside its transaction, as of the pull itself."""
    if _of_entry(pull):
        return None
    return _open(pull.article, pull.off_until, by=by, restored=pull, given_back=given_back)


def _of_entry(pull: Pull) -> bool:
    return LiveEntry.objects.filter(pk=pull.article_id).exists()


def _open(article: Article, since: datetime, *, by, **of) -> Receipt | None:
    if since < clock.now() - BACKDATED:
        return None
    receipt = Receipt.objects.create(article=article, since=since, asked_by=by, **of)
    _look_at(receipt, since)
    return receipt


def try_again(receipt: Receipt, *, now: datetime | None = None) -> None:
    """Have everything that is not green fetched once more."""
    with transaction.atomic():
        Receipt.objects.filter(pk=receipt.pk).update(tries=0, finished_at=None)
        _look_at(receipt, now or clock.now())
        stir()


def _look_at(receipt: Receipt, moment: datetime) -> None:
    from .tasks import look

    enqueue(look.using(run_after=moment), receipt.pk)


def look_now(receipt_pk: int, *, now: datetime | None = None) -> datetime | None:
    """Fetch and judge all that is not as it should be yet; return when to look again, or None when it is done.

    A receipt that a redaction took away, or whose version or pull was recalled, restored or overtaken, is done.
    """
    now = now or clock.now()
    known = Receipt.objects.select_related(
        "edition__words", "edition__address", "given_back__words", "given_back__address", "pull", "article"
    )
    receipt = known.filter(pk=receipt_pk).first()
    if receipt is None or receipt.finished_at:
        return None
    if receipt.since > now and not (receipt.edition and receipt.edition.recalled_at):
        return receipt.since
    edition = _stood_in(receipt) if _stands(receipt, now) else None
    if edition is None:
        _finish(receipt, now)
        return None
    for row in _rows(receipt, edition, now):
        if row.place == Place.PICTURE:
            row.refresh_from_db(fields=["path"])
        _fill(row, edition, now)
    return _what_next(receipt, now)


def _stands(receipt: Receipt, now: datetime) -> bool:
    """Whether readers should find it so now."""
    if receipt.pull:
        return receipt.pull.off_until is None
    editions = Edition.objects.standing_at(now) if receipt.takes_away else Edition.objects.live(now)
    return editions.filter(pk=receipt.version.pk).exists()


def _stood_in(receipt: Receipt) -> Edition | None:
    """Return the version whose places are looked at: it, or what readers had until it was taken away."""
    if receipt.takes_away or receipt.is_of_retraction:
        return had_before(receipt)
    return receipt.version if receipt.version.address.key.startswith("/") else None


def _rows(receipt: Receipt, edition: Edition, now: datetime) -> list[ReceiptRow]:
    """Return the rows that are not green, having written them the first time."""
    if not receipt.rows.exists():
        gone = receipt.takes_away or receipt.is_of_retraction
        places = places_gone(receipt, edition, now) if gone else places_of(edition, now)
        ReceiptRow.objects.bulk_create(
            ReceiptRow(receipt=receipt, position=n, place=each.place, name=each.name, path=each.path)
            for n, each in enumerate(places)
        )
    rows = list(receipt.rows.exclude(state=State.GREEN).order_by("position"))
    for row in rows:
        row.receipt = receipt
    return rows


def _fill(row: ReceiptRow, edition: Edition, now: datetime) -> None:
    fetched = fetch(row.path) if row.path else Fetched(None, why=_("The story’s page names no picture yet."))
    verdict = _verdict(row, edition, fetched, now)
    row.fetched_at = max(clock.now(), now)
    row.state = State.GREEN if verdict.good else State.RED
    row.status, row.shows = fetched.status, verdict.shows[:400]
    row.tenths = max(0, round((row.fetched_at - row.receipt.since).total_seconds() * 10))
    with transaction.atomic():
        row.save()
        if row.place == Place.STORY and not row.is_to_be_gone:
            _name_the_picture(row, verdict)
        stir()


def _verdict(row: ReceiptRow, edition: Edition, fetched: Fetched, now: datetime) -> Verdict:
    path = iri_to_uri(edition.address.key)
    if row.is_to_be_gone:
        return judge_gone(row, fetched, path)
    issued = row.receipt.version
    wanted = wanted_now(issued, row, now)
    headline = wanted.headline or issued.content.headline
    return judge(row.place, fetched, Expected(issued.number, path, headline, wanted.due or row.place == Place.STORY))


def _name_the_picture(story: ReceiptRow, verdict: Verdict) -> None:
    """Write down where the share image is, as the story's page says; one of another site is never fetched."""
    if path := own_path(verdict.picture) if verdict.picture else None:
        story.receipt.rows.filter(place=Place.PICTURE).update(path=path)


def _what_next(receipt: Receipt, now: datetime) -> datetime | None:
    wrong = receipt.rows.exclude(state=State.GREEN).exists()
    if not wrong or receipt.tries >= len(AGAIN_AFTER):
        _finish(receipt, now)
        return None
    wait = AGAIN_AFTER[receipt.tries]
    receipt.tries += 1
    receipt.save(update_fields=["tries"])
    return now + wait


def _finish(receipt: Receipt, now: datetime) -> None:
    receipt.finished_at = now
    with transaction.atomic():
        receipt.save(update_fields=["finished_at"])
        stir()
