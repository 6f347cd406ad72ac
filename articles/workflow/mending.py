"""Complaints that an edition mends: settled with it, and open again when it is stopped."""

from articles.models import Complaint, Edition
from articles.people import writers_of
from articles.tasks import AFTER_LIVE, mail_answer
from newsroom.notices import mailing
from newsroom.notices.telling import tell
from newsroom.tasks.queue import enqueue

from .act import Act

State, Outcome = Complaint.State, Complaint.Outcome
OUTCOMES = {Edition.Kind.CORRECTION: Outcome.CORRECTED, Edition.Kind.CLARIFICATION: Outcome.CLARIFIED}


def settle_mended(under_way: Act, edition: Edition) -> None:
    """Settle what this correction or clarification is meant for; answer who is to be answered once it is live."""
    outcome = OUTCOMES.get(Edition.Kind(edition.kind))
    if outcome is None:
        return
    waiting = under_way.article.complaints.select_for_update().filter(mending=True, outcome="")
    found = list(waiting if under_way.settles is None else waiting.filter(pk__in=under_way.settles))
    for complaint in found:
        complaint.outcome, complaint.state, complaint.mended_by = outcome, State(outcome), edition
        complaint.settled_at, complaint.settled_by = under_way.now, under_way.by
        if complaint.answer and complaint.email and mailing.is_possible():
            complaint.state, complaint.answered_at = State.ANSWERED, under_way.now
            complaint.answered_by = under_way.by
            enqueue(mail_answer.using(run_after=edition.live_from + AFTER_LIVE), complaint.pk)
        complaint.save()
        writers = writers_of(under_way.article)
        tell("complaint_answered", about=complaint, to=writers, by=under_way.by, now=under_way.now)
    if found:
        under_way.facts["complaints"] = [complaint.pk for complaint in found]


def reopen_mended(under_way: Act, edition: Edition) -> None:
    """Open again what a recalled edition had settled; nobody was answered yet, since it never was live."""
    Complaint.objects.filter(mended_by=edition).update(
        outcome="",
        state=State.LOOKING,
        mended_by=None,
        settled_at=None,
        settled_by=None,
        answered_at=None,
        answered_by=None,
    )
