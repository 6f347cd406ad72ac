"""Whether readers get the front that was issued: fetched through the real server, judged, told where it is not so."""

from datetime import datetime

from django.db import transaction
from django.tasks import task
from django.utils.translation import gettext as _
from lxml import etree, html

from articles.models import FrontEdition, FrontReceipt
from articles.receipts.fetching import Fetched, fetch
from articles.receipts.keeping import AGAIN_AFTER
from newsroom import clock
from newsroom.notices.telling import tell
from newsroom.record.log import stir
from newsroom.staff.roles import DUTY_EDITOR
from newsroom.tasks.queue import enqueue

from .standing import addresses_in_sight

State = FrontReceipt.State


def open_front_receipt(edition: FrontEdition) -> None:
    """Begin the receipt inside the transaction that issues the edition; it is looked at once that is live."""
    receipt = FrontReceipt.objects.create(edition=edition)
    enqueue(look_at_front.using(run_after=edition.live_from), receipt.pk)


@task()
def look_at_front(receipt_pk: int) -> None:
    """Look once, and again later where readers do not get what was issued."""
    if again := look_now(receipt_pk):
        with transaction.atomic():
            enqueue(look_at_front.using(run_after=again), receipt_pk)


def look_now(receipt_pk: int, *, now: datetime | None = None) -> datetime | None:
    """Fetch the page and judge it; return when to look again, or None when it is done."""
    now = now or clock.now()
    known = FrontReceipt.objects.select_related("edition__front__section", "edition__words", "edition__issued_by")
    receipt = known.filter(pk=receipt_pk, finished_at=None).first()
    if receipt is None:
        return None
    edition = receipt.edition
    if edition.recalled_at is None and edition.live_from > now:
        return edition.live_from
    if edition.front.editions.standing_at(now).first() != edition:
        _keep(receipt, State.OVER, "", now)
        return None
    wrong = judge(fetch(edition.front.address), edition, now)
    receipt.tenths = max(0, round((max(clock.now(), now) - edition.live_from).total_seconds() * 10))
    again = AGAIN_AFTER[receipt.tries] if wrong and receipt.tries < len(AGAIN_AFTER) else None
    receipt.tries += 1
    _keep(receipt, State.RED if wrong else State.GREEN, wrong, None if again else now)
    return now + again if again else None


def _keep(receipt: FrontReceipt, state: str, shows: str, finished_at: datetime | None) -> None:
    """Write what was found; tell the desk, once, where it is wrong for good."""
    edition = receipt.edition
    receipt.state, receipt.shows, receipt.finished_at = state, shows[:400], finished_at
    with transaction.atomic():
        receipt.save()
        if state == State.RED and finished_at:
            said = {"about": edition.front, "once": f"front-{edition.uid}", "words": shows, "now": finished_at}
            tell("front_wrong", to=[edition.issued_by], role=DUTY_EDITOR, **said)
        stir()


def judge(fetched: Fetched, edition: FrontEdition, at: datetime) -> str:
    """Return what is wrong with the page that was served; nothing where it is what was issued."""
    if fetched.why:
        return fetched.why
    empty = not edition.arrangement.containers
    if empty and edition.front.kind == edition.front.Kind.SPECIAL:
        return "" if fetched.status == 404 else _("It is still there.")
    if fetched.status != 200:
        return _("It answers %(status)s.") % {"status": fetched.status}
    try:
        page = html.document_fromstring(fetched.body, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, UnicodeDecodeError, ValueError):
        return _("It cannot be read as a page.")
    said = next(iter(page.xpath("//meta[@name='version']/@content")), "")
    if said != ("" if empty else str(edition)):
        return _("It shows %(edition)s.") % {"edition": said or _("no edition")}
    return _missing(page, edition, at)


def _missing(page, edition: FrontEdition, at: datetime) -> str:
    """Return which story is not where it was put: its address must come in the order of the cards."""
    links = iter(page.xpath("//main//a/@href"))
    for address in addresses_in_sight(edition.arrangement, at):
        if address not in links:
            return _("%(address)s is not where it was put.") % {"address": address}
    return ""
