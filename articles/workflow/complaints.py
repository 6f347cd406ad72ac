"""Verbs of readers' complaints: complain, look into, settle, answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Complaint, Edition
from articles.people import writers_of
from articles.permissions import may_handle_complaints
from articles.tasks import mail_answer
from newsroom.notices import mailing
from newsroom.notices.telling import tell
from newsroom.record.canonical import clean_text
from newsroom.staff.roles import DUTY_EDITOR, EDITOR
from newsroom.tasks.queue import enqueue

from .act import Act, Refused, act, require_words
from .mending import OUTCOMES

LONGEST = 2000
LONGEST_PASSAGE = 600

State, Outcome = Complaint.State, Complaint.Outcome


def complain(
    edition: Edition, *, text: str, passage: str = "", email: str = "", by=None, now: datetime | None = None
) -> Complaint:
    """Take a reader's report of an error in what they read. Nobody is named; `email` is kept until it is answered.

    The writer is told, and whoever edits and is on duty.
    """
    text = require_words(text, _("Say what is wrong, in a sentence."))[:LONGEST]
    passage = clean_text(passage).strip()[:LONGEST_PASSAGE]
    with act(
        "complain", edition.article, by=by, now=now, may=_anybody, doing=_("report an error"), touched=False
    ) as under_way:
        kept = Complaint.objects.create(
            article=under_way.article, edition=edition, at=under_way.now, text=text, passage=passage, email=email
        )
        under_way.facts |= {"complaint": kept.pk, "version": edition.number}
        tell(
            "complaint",
            about=kept,
            to=writers_of(under_way.article),
            role=(EDITOR, DUTY_EDITOR),
            by=by,
            now=under_way.now,
        )
    return kept


def _anybody(user, article) -> bool:
    return True


@contextmanager
def _handling(verb: str, complaint: Complaint, *, by, now: datetime | None) -> Iterator[tuple[Act, Complaint]]:
    """Open one act on a complaint, locked with its story."""
    doing = _("handle complaints about this story")
    with act(
        verb, complaint.article, by=by, now=now, may=may_handle_complaints, doing=doing, touched=False
    ) as under_way:
        kept = Complaint.objects.select_for_update().get(pk=complaint.pk)
        under_way.facts["complaint"] = kept.pk
        yield under_way, kept


def look_into(complaint: Complaint, *, by, now: datetime | None = None) -> Complaint:
    """Say that one looks into it, so that nobody does so twice."""
    with _handling("look_into", complaint, by=by, now=now) as (_under_way, kept):
        _refuse_settled(kept)
        if kept.looked_into_by_id == by.pk:
            raise Refused(_("You look into it already."))
        kept.state, kept.looked_into_by = State.LOOKING, by
        kept.save(update_fields=["state", "looked_into_by"])
    return kept


def make_correction(complaint: Complaint, *, by, answer: str = "", now: datetime | None = None) -> Complaint:
    """Make it a correction: the next correction or clarification of the story settles it, whoever issues that.

    With `answer` the reader, if they left an address, is answered with it as soon as readers have that version.
    """
    with _handling("make_correction", complaint, by=by, now=now) as (_under_way, kept):
        _refuse_settled(kept)
        kept.state, kept.looked_into_by, kept.mending = State.LOOKING, by, True
        kept.answer = clean_text(answer).strip()
        kept.save(update_fields=["state", "looked_into_by", "mending", "answer"])
    return kept


def settle(
    complaint: Complaint,
    *,
    by,
    edition: Edition | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Complaint:
    """Say what became of it: the correction or clarification that mended it, or why nothing is corrected."""
    with _handling("settle", complaint, by=by, now=now) as (under_way, kept):
        _refuse_settled(kept)
        if edition is None:
            reason = require_words(reason, _("Say why nothing is corrected: the record keeps it."))
            outcome = Outcome.NOT_CORRECTED
        else:
            outcome = _outcome_of(kept, edition)
            under_way.facts |= {"edition": str(edition.uid), "version": edition.number}
        kept.outcome, kept.state = outcome, State(outcome)
        kept.mended_by, kept.reason = edition, reason
        kept.settled_at, kept.settled_by = under_way.now, by
        kept.save(update_fields=["outcome", "state", "mended_by", "reason", "settled_at", "settled_by"])
        under_way.facts["outcome"] = str(outcome)
        under_way.words["reason"] = reason
        writers = writers_of(under_way.article)
        tell("complaint_answered", about=kept, to=writers, by=by, now=under_way.now)
    return kept


def _refuse_settled(complaint: Complaint) -> None:
    if not complaint.waits:
        raise Refused(_("It is settled already: %(state)s.") % {"state": complaint.get_outcome_display()})


def _outcome_of(complaint: Complaint, edition: Edition) -> str:
    if edition.article_id != complaint.article_id:
        raise Refused(_("That version is another story’s."))
    outcome = OUTCOMES.get(edition.kind)
    if outcome is None or edition.recalled_at:
        raise Refused(_("Only a correction or a clarification that readers get can settle a complaint."))
    return outcome


def answer_complaint(
    complaint: Complaint, *, by, text: str, by_hand: bool = False, now: datetime | None = None
) -> Complaint:
    """Answer the reader, by e-mail; `by_hand`: somebody has, in another way. Their address goes with the answer."""
    text = require_words(text, _("Write the answer: the reader gets exactly this."))
    with _handling("answer_complaint", complaint, by=by, now=now) as (under_way, kept):
        if kept.waits:
            raise Refused(_("Say first what became of it: corrected, clarified, or why nothing is corrected."))
        if kept.answered_at:
            raise Refused(_("It was answered already."))
        if not by_hand:
            _refuse_no_post(kept)
        kept.answer, kept.state = text, State.ANSWERED
        kept.answered_at, kept.answered_by = under_way.now, by
        if by_hand:
            kept.email = ""
        kept.save(update_fields=["answer", "state", "answered_at", "answered_by", "email"])
        under_way.facts["by_hand"] = int(by_hand)
        if not by_hand:
            enqueue(mail_answer, kept.pk)
    return kept


def _refuse_no_post(complaint: Complaint) -> None:
    if not complaint.email:
        raise Refused(_("The reader left no address, so there is nobody to answer."))
    if not mailing.is_possible():
        raise Refused(
            _("This newsroom has no mail server. Answer from your own mail, then say that you answered by hand.")
        )
