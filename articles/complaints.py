"""What is said to a reader who reported an error, and which complaints wait."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles.models import Complaint, Edition
from articles.workflow.complaints import settle
from newsroom.paper.current import site

# An address nobody answered is forgotten after a quarter, what was said stays.
ADDRESS_KEPT = timedelta(days=90)


def waiting_for(user):
    """Return the complaints this person may see and nobody has decided on, the oldest first."""
    found = Complaint.objects.visible_to(user).waiting().select_related("article", "looked_into_by")
    return found.order_by("at", "pk")


def draft_answer(complaint: Complaint, note: str = "") -> str:
    """Return what a reader could be told: by what became of it, or, before that, as if it were about to be corrected.

    `note` is what readers are about to be told.
    """
    mended = complaint.mended_by
    outcome = complaint.outcome or Complaint.Outcome.CORRECTED
    if not note and mended and not mended.withheld.filter(ended_at=None).exists():
        note = mended.words.public_note
    parts = [_("Thank you for writing to us about “%(headline)s”.") % {"headline": headline_of(complaint)}]
    if outcome == Complaint.Outcome.CORRECTED:
        parts.append(_("You were right, and we have corrected the story."))
    elif outcome == Complaint.Outcome.CLARIFIED:
        parts.append(_("What you read was not clear enough, and we have made it clearer."))
    elif outcome == Complaint.Outcome.NOT_CORRECTED:
        parts.append(_("We have looked into it and left the story as it is."))
    if note:
        parts.append(_("Readers are told:") + f" {note}")
    if complaint.reason:
        parts.append(complaint.reason)
    if address := address_of(complaint):
        parts.append(address)
    parts.append(site().name)
    return "\n\n".join(parts)


def headline_of(complaint: Complaint) -> str:
    """Return the headline the reader saw."""
    return complaint.edition.content.headline


def address_of(complaint: Complaint) -> str:
    """Return the story's public address; empty where a redaction left only its hash."""
    key = complaint.edition.address.key
    return settings.SITE_URL + iri_to_uri(key) if key.startswith("/") else ""


def settle_by(edition: Edition, uids: Iterable[str], *, by, now: datetime | None = None) -> list[Complaint]:
    """Settle the complaints this edition mends, in the transaction that issues it. Those of other stories stay."""
    found = Complaint.objects.visible_to(by).waiting().filter(article=edition.article_id, uid__in=list(uids))
    if edition.kind not in {Edition.Kind.CORRECTION, Edition.Kind.CLARIFICATION}:
        return []
    return [settle(complaint, by=by, edition=edition, now=now) for complaint in found]


def forget_addresses(now: datetime) -> int:
    """Empty the addresses nobody answered within the time, or whose answer has gone out; return how many."""
    found = Complaint.objects.exclude(email="")
    old = found.filter(at__lt=now - ADDRESS_KEPT) | found.exclude(mailed_at=None)
    return old.update(email="")
